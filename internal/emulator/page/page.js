// The script of the emulator's page. It replaces the parts marked with data-live by their current content, sends the
// forms marked with data-endpoint, and filters without a reload. It needs no other file.
'use strict'

// Live parts

const shortestPause = 250
const state = document.querySelector('#state')
const pause = document.querySelector('#pause')
let paused = false
let running = false
let waiting = false
let stale = false

const liveParts = () => document.querySelectorAll('[data-live]')

// show replaces the live parts by those of another address of the page. Focus and scroll positions are kept.
let asked = 0
async function show(address) {
  const turn = ++asked
  const answer = await fetch(address, {headers: {Accept: 'text/html'}})
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (turn !== asked) return // a later call has newer content
  if ([...liveParts()].some(part => part.matches(':active'))) {
    setTimeout(refresh, shortestPause) // a replaced button would lose the click
    return
  }
  for (const part of liveParts()) {
    const current = next.getElementById(part.id)
    if (!current || current.innerHTML === part.innerHTML) continue
    const focused = part.contains(document.activeElement) ? pathOf(document.activeElement, part) : null
    const open = [...part.querySelectorAll('details')].map(details => details.open)
    part.replaceChildren(...current.childNodes)
    part.querySelectorAll('details').forEach((details, i) => { details.open = open[i] })
    part.querySelectorAll('form[data-endpoint]').forEach(prepare)
    if (focused) elementAt(focused, part)?.focus({preventScroll: true})
  }
}

// pathOf describes an element by its link, or by its position among the elements with focus.
const focusable = 'a[href],button,input,select,textarea,summary,[tabindex]'
function pathOf(element, part) {
  return {href: element.getAttribute('href'), at: [...part.querySelectorAll(focusable)].indexOf(element)}
}

function elementAt(path, part) {
  const all = [...part.querySelectorAll(focusable)]
  return all.find(other => path.href && other.getAttribute('href') === path.href) ?? all[path.at]
}

async function refresh() {
  if (paused) { stale = true; return }
  stale = false
  if (running) { waiting = true; return }
  running = true
  const started = performance.now()
  try {
    await show(location.href)
  } catch {
    // The server ends; the state shows it.
  }
  // A slow answer makes longer pauses, so that the page never keeps the emulator busy.
  const took = performance.now() - started
  setTimeout(() => {
    running = false
    if (waiting) { waiting = false; refresh() }
  }, Math.max(shortestPause, 4 * took))
}

function setState(text, tone) {
  state.textContent = text
  state.className = `state ${tone}`
}

// A browser opens only six connections to one host. A hidden tab therefore ends its stream of events.
let events
function listen() {
  events?.close()
  if (document.hidden) return
  events = new EventSource('/_emulator/events')
  events.onmessage = refresh
  events.onopen = () => { if (!paused) setState('Live', 'good') }
  events.onerror = () => setState('Not connected', 'bad')
}

if (liveParts().length > 0) {
  document.querySelector('#live').hidden = false
  pause.addEventListener('click', () => {
    paused = !paused
    pause.textContent = paused ? 'Resume' : 'Pause'
    setState(paused ? 'Paused' : 'Live', paused ? 'warn' : 'good')
    if (!paused && stale) refresh()
  })
  document.addEventListener('visibilitychange', listen)
  listen()
}

// Filters

for (const form of document.querySelectorAll('form[data-filter]')) {
  let timer
  const apply = () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''))
    const address = form.getAttribute('action') + (query.size > 0 ? `?${query}` : '')
    history.replaceState(null, '', address)
    show(address).catch(() => setState('Not connected', 'bad'))
  }
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(apply, 150) })
  form.addEventListener('submit', event => { event.preventDefault(); clearTimeout(timer); apply() })
}

// Controls

// bodyOf returns the body that a form sends: one of its fields as it is, or an object of all its fields.
function bodyOf(form) {
  const {body} = form.dataset
  if (body) {
    const text = form.elements[body].value.trim() || '{}'
    return 'wrap' in form.dataset ? `{"${body}": ${text}}` : text
  }
  const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''))
  return JSON.stringify(fields)
}

// commandOf returns the equivalent command for a POSIX shell.
function commandOf(form) {
  const body = bodyOf(form).replaceAll("'", "'\\''")
  return `curl --request POST ${location.origin}${form.dataset.endpoint} \\\n  --data '${body}'`
}

// messageOf returns the error in an answer of the emulator.
function messageOf(answer) {
  const {long_message: long, message} = answer.errors?.[0] ?? {}
  return long || message || 'The emulator refused the request.'
}

// confirmed returns whether the user confirms the question. The event close of a dialog is late: it can arrive when the
// next question is open.
const dialog = document.querySelector('#confirm')
let reply
function confirmed(question) {
  document.querySelector('#question').textContent = question
  dialog.showModal()
  return new Promise(resolve => { reply = resolve })
}

async function send(form) {
  const output = form.querySelector('output')
  const {confirm} = form.dataset
  if (confirm && !new FormData(form).has('only') && !await confirmed(confirm)) return
  output.className = ''
  output.textContent = 'Sending…'
  try {
    const answer = await fetch(form.dataset.endpoint, {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: bodyOf(form),
    })
    output.className = answer.ok ? 'good' : 'bad'
    output.textContent = answer.ok ? 'Done.' : messageOf(await answer.json())
    if (answer.ok) await show(location.href)
  } catch {
    output.className = 'bad'
    output.textContent = 'The emulator does not answer.'
  }
}

function prepare(form) {
  const command = form.querySelector('[data-curl]')
  const update = () => { command.textContent = commandOf(form) }
  form.addEventListener('input', event => {
    const target = event.target.dataset.fill
    if (target && event.target.value) form.elements[target].value = event.target.value
    update()
  })
  form.addEventListener('submit', event => { event.preventDefault(); send(form) })
  form.querySelector('[data-copy]').addEventListener('click', async event => {
    const button = event.target
    await navigator.clipboard.writeText(commandOf(form))
    button.textContent = 'Copied'
  })
  update()
}

document.querySelectorAll('form[data-endpoint]').forEach(prepare)
dialog?.addEventListener('cancel', () => reply(false))
dialog?.querySelectorAll('button').forEach(button => button.addEventListener('click', () => {
  dialog.close()
  reply(button.value === 'yes')
}))
