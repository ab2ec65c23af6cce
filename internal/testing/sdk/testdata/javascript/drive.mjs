// Calls every method of the JavaScript SDK that is about users, sessions, clients, identifiers, tokens, organizations,
// roles, permissions, invitations, lists and the settings of the instance. The SDK is in the directory SDK, the
// emulator is at EMULATOR. Prints one JSON object a line for each check: its name, and the error if it failed. The last
// check finds methods that no other check has called. The last line has all methods that were called.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createRequire } from 'node:module'

const { SDK, EMULATOR } = process.env
const { createClerkClient, verifyToken } = createRequire(`${SDK}/`)('@clerk/backend')
const secretKey = 'sk_test_emulator00000000000000000000'

// Standard output has only results, and the SDK prints deprecations and hints.
for (const level of ['log', 'info', 'warn']) console[level] = () => {}

// The areas of the SDK that must work completely.
const areas = ['users', 'sessions', 'clients', 'emailAddresses', 'phoneNumbers', 'signInTokens', 'actorTokens',
  'testingTokens', 'jwks', 'organizations', 'organizationRoles', 'organizationPermissions', 'roleSets', 'invitations',
  'allowlistIdentifiers', 'blocklistIdentifiers', 'waitlistEntries', 'instance']
// The API has no operation for the first method, and the emulator has none for the second one.
const withoutOperation = ['invitations.deleteInvitation', 'instance.update']
const called = new Set()

function recorded(area, api) {
  return new Proxy(api, {
    get(target, name) {
      const method = target[name]
      if (typeof method !== 'function') return method
      return (...args) => {
        called.add(`${area}.${String(name)}`)
        return method.apply(target, args)
      }
    },
  })
}

const plain = createClerkClient({ secretKey, apiUrl: EMULATOR, telemetry: { disabled: true } })
const clerk = Object.fromEntries(areas.map((area) => [area, recorded(area, plain[area])]))

function methodsOf(area) {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(plain[area]))
  return names.filter((name) => name !== 'constructor').map((name) => `${area}.${name}`)
}

async function control(path, body) {
  const response = await fetch(`${EMULATOR}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body ?? {}) })
  const text = await response.text()
  assert.equal(response.status, 200, text)
  return JSON.parse(text)
}

// A refusal has a status and the codes of its errors.
async function refused(call, status, ...codes) {
  const error = await call.then(() => assert.fail('the call succeeded'), (error) => error)
  assert.deepEqual([error.status, ...(error.errors ?? []).map((e) => e.code)], [status, ...codes], String(error))
  return error
}

let number = 0
function newUser(params) {
  number++
  return clerk.users.createUser({ username: `user-${number}`, ...params })
}

async function newSession(params) {
  const user = await newUser()
  return { user, session: await clerk.sessions.createSession({ userId: user.id, ...params }) }
}

async function newOrganization() {
  const admin = await newUser()
  const { id } = await clerk.organizations.createOrganization({ name: `Organization ${number}`, createdBy: admin.id })
  return { admin, organizationId: id }
}

// A user with the objects that only a seed can create.
async function seededUser(user) {
  number++
  const id = `user_seeded${number}`
  await control('seed', { users: [{ id, username: `seeded-${number}`, ...user }] })
  return clerk.users.getUser(id)
}

function totp(secret, at) {
  let bits = ''
  for (const character of secret) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(character).toString(2).padStart(5, '0')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30)))
  const sum = createHmac('sha1', key).update(counter).digest()
  const offset = sum[19] & 15
  return String((sum.readUInt32BE(offset) & 0x7fffffff) % 1e6).padStart(6, '0')
}

const png = new Blob(
  [Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')],
  { type: 'image/png' })

const checks = {
  async 'users.createUser: every parameter'() {
    const createdAt = new Date('2020-01-01T00:00:00Z')
    const user = await clerk.users.createUser({
      externalId: 'crm-1', emailAddress: ['ada@example.com', 'ada@example.org'],
      emailAddressIdentificationStatus: ['verified', 'reserved'], phoneNumber: ['+12025550101'], username: 'adalove',
      password: 'correct horse battery', firstName: 'Ada', lastName: 'Lovelace', locale: 'en-GB',
      skipPasswordChecks: true, skipLegalChecks: true, legalAcceptedAt: createdAt, totpSecret: 'JBSWY3DPEHPK3PXP',
      backupCodes: ['one', 'two'], createdAt, publicMetadata: { plan: 'gold' }, privateMetadata: { crm: { id: 7 } },
      unsafeMetadata: { theme: 'dark' },
    })
    const { id, externalId, username, firstName, lastName, locale, passwordEnabled, totpEnabled, backupCodeEnabled } = user
    assert.deepEqual(
      [externalId, username, firstName, lastName, locale, passwordEnabled, totpEnabled, backupCodeEnabled, user.createdAt],
      ['crm-1', 'adalove', 'Ada', 'Lovelace', 'en-GB', true, true, true, createdAt.getTime()])
    assert.deepEqual([user.publicMetadata, user.privateMetadata, user.unsafeMetadata],
      [{ plan: 'gold' }, { crm: { id: 7 } }, { theme: 'dark' }])
    assert.equal(user.primaryEmailAddress.emailAddress, 'ada@example.com')
    assert.equal(user.emailAddresses[0].verification.strategy, 'admin')
    assert.equal(user.phoneNumbers[0].phoneNumber, '+12025550101')
    assert.equal((await clerk.users.getUser(id)).fullName, 'Ada Lovelace')
  },
  async 'users.createUser: digest, banned, locked'() {
    const user = await newUser({
      passwordDigest: '5f4dcc3b5aa765d61d8327deb882cf99', passwordHasher: 'md5', banned: true, locked: true,
    })
    assert.deepEqual([user.passwordEnabled, user.banned, user.locked], [true, true, true])
  },
  async 'users.createUser: refused'() {
    await newUser({ emailAddress: ['taken@example.com'], username: 'taken' })
    const call = clerk.users.createUser({ emailAddress: ['taken@example.com'], username: 'taken' })
    const error = await refused(call, 422, 'form_identifier_exists', 'form_identifier_exists')
    assert.deepEqual(error.errors.map((e) => e.meta.paramName).sort(), ['email_address', 'username'])
    assert.match(error.clerkTraceId, /^[0-9a-f]{32}$/)
  },
  async 'users.getUser: unknown'() {
    await refused(clerk.users.getUser('user_none'), 404, 'resource_not_found')
  },
  async 'users.getUserList and getCount: every filter'() {
    const one = await newUser({
      emailAddress: ['list+1@example.com'], phoneNumber: ['+12025550111'], externalId: 'list-1', firstName: 'Listed',
    })
    const two = await newUser({ emailAddress: ['list+2@example.com'], firstName: 'Listed' })
    const both = await clerk.users.getUserList({
      emailAddress: ['list+1@example.com', 'list+2@example.com'], orderBy: '+created_at', limit: 1, offset: 1,
    })
    assert.deepEqual([both.totalCount, both.data.map((u) => u.id)], [2, [two.id]])
    for (const filter of [
      { userId: [one.id] }, { phoneNumber: ['+12025550111'] }, { externalId: ['list-1'] }, { username: [one.username] },
      { query: 'list+1', emailAddress: ['list+1@example.com'] },
    ]) {
      const found = await clerk.users.getUserList(filter)
      assert.deepEqual([found.totalCount, found.data.map((u) => u.id)], [1, [one.id]], JSON.stringify(filter))
      assert.equal(await clerk.users.getCount(filter), 1, JSON.stringify(filter))
    }
    const before = await clerk.users.getUserList({ createdAtBefore: Date.parse('2020-01-02T00:00:00Z') })
    assert.deepEqual(before.data.map((u) => u.username), ['adalove'])
    assert.equal((await clerk.users.getUserList({ organizationId: ['org_none'] })).totalCount, 0)
    for (const name of ['lastActiveAtBefore', 'lastActiveAtAfter', 'lastSignInAtBefore', 'lastSignInAtAfter',
      'createdAtAfter', 'last_active_at_since']) {
      await clerk.users.getUserList({ [name]: Date.now() })
    }
    assert.ok((await clerk.users.getCount()) >= 2)
  },
  async 'users.updateUser: every parameter'() {
    const user = await newUser({ emailAddress: ['update@example.com', 'update@example.org'], phoneNumber: ['+12025550121'] })
    const updated = await clerk.users.updateUser(user.id, {
      firstName: 'Augusta', lastName: 'King', username: 'countess', password: 'correct horse battery',
      skipPasswordChecks: true, signOutOfOtherSessions: true, primaryEmailAddressID: user.emailAddresses[1].id,
      notifyPrimaryEmailAddressChanged: true, primaryPhoneNumberID: user.phoneNumbers[0].id,
      totpSecret: 'JBSWY3DPEHPK3PXP', backupCodes: ['one'], externalId: 'update-1', createdAt: new Date(0),
      skipLegalChecks: true, legalAcceptedAt: new Date(1000), locale: 'fr', deleteSelfEnabled: false,
      createOrganizationEnabled: false, createOrganizationsLimit: 3,
    })
    assert.deepEqual(
      [updated.firstName, updated.username, updated.primaryEmailAddressId, updated.externalId, updated.createdAt,
        updated.legalAcceptedAt, updated.locale, updated.deleteSelfEnabled, updated.createOrganizationEnabled,
        updated.createOrganizationsLimit, updated.totpEnabled],
      ['Augusta', 'countess', user.emailAddresses[1].id, 'update-1', 0, 1000, 'fr', false, false, 3, true])
  },
  async 'users.updateUser: with metadata'() {
    const user = await newUser({ publicMetadata: { a: 1 } })
    const updated = await clerk.users.updateUser(user.id, { firstName: 'Ada', publicMetadata: { b: 2 } })
    assert.deepEqual([updated.firstName, updated.publicMetadata], ['Ada', { b: 2 }])
  },
  async 'users.updateUserMetadata and replaceUserMetadata'() {
    const user = await newUser({ publicMetadata: { plan: 'gold', limits: { seats: 3 } } })
    const merged = await clerk.users.updateUserMetadata(user.id, { publicMetadata: { plan: null, limits: { seats: 4 } } })
    assert.deepEqual(merged.publicMetadata, { limits: { seats: 4 } })
    const replaced = await clerk.users.replaceUserMetadata(user.id, { privateMetadata: { crm: 1 } })
    assert.deepEqual([replaced.publicMetadata, replaced.privateMetadata], [{ limits: { seats: 4 } }, { crm: 1 }])
  },
  async 'users.replaceUserEmailAddress and replaceUserPhoneNumber'() {
    const user = await newUser({ emailAddress: ['replace@example.com', 'replace@example.org'] })
    const email = await clerk.users.replaceUserEmailAddress(user.id, { emailAddress: 'replaced@example.com' })
    const phone = await clerk.users.replaceUserPhoneNumber(user.id, { phoneNumber: '+12025550131' })
    const after = await clerk.users.getUser(user.id)
    assert.deepEqual(after.emailAddresses.map((e) => e.id), [email.id])
    assert.deepEqual([after.primaryPhoneNumberId, phone.phoneNumber], [phone.id, '+12025550131'])
  },
  async 'users.updateUserProfileImage and deleteUserProfileImage'() {
    const user = await newUser()
    const updated = await clerk.users.updateUserProfileImage(user.id, { file: png })
    assert.ok(updated.hasImage)
    assert.equal((await clerk.users.deleteUserProfileImage(user.id)).hasImage, false)
  },
  async 'users.banUser, unbanUser, lockUser, unlockUser'() {
    const { user, session } = await newSession()
    assert.ok((await clerk.users.banUser(user.id)).banned)
    assert.equal((await clerk.sessions.getSession(session.id)).status, 'revoked')
    assert.equal((await clerk.users.unbanUser(user.id)).banned, false)
    assert.ok((await clerk.users.lockUser(user.id)).locked)
    assert.equal((await clerk.users.unlockUser(user.id)).locked, false)
  },
  async 'users.verifyPassword and removePassword'() {
    const user = await newUser({ password: 'correct horse battery' })
    assert.ok((await clerk.users.verifyPassword({ userId: user.id, password: 'correct horse battery' })).verified)
    await refused(clerk.users.verifyPassword({ userId: user.id, password: 'wrong' }), 422, 'incorrect_password')
    const without = await clerk.users.removePassword(user.id, { signOutOfOtherSessions: true })
    assert.equal(without.passwordEnabled, false)
    assert.equal((await clerk.users.removePassword(user.id)).passwordEnabled, false)
    await refused(clerk.users.verifyPassword({ userId: user.id, password: 'x' }), 400, 'no_password_set')
  },
  async 'users.setPasswordCompromised and unsetPasswordCompromised'() {
    const user = await newUser({ password: 'correct horse battery' })
    const session = await clerk.sessions.createSession({ userId: user.id })
    await clerk.users.setPasswordCompromised(user.id, { revokeAllSessions: true })
    assert.equal((await clerk.sessions.getSession(session.id)).status, 'revoked')
    await clerk.users.setPasswordCompromised(user.id)
    assert.equal((await clerk.users.unsetPasswordCompromised(user.id)).id, user.id)
  },
  async 'users.verifyTOTP, deleteUserTOTP, deleteUserBackupCodes, disableUserMFA'() {
    const secret = 'JBSWY3DPEHPK3PXP'
    const user = await newUser({ totpSecret: secret, backupCodes: ['backup-1', 'backup-2'] })
    const now = Date.parse((await fetch(`${EMULATOR}/v1/jwks`)).headers.get('date')) / 1000
    assert.deepEqual({ ...(await clerk.users.verifyTOTP({ userId: user.id, code: totp(secret, now) })) },
      { verified: true, code_type: 'totp' })
    assert.equal((await clerk.users.verifyTOTP({ userId: user.id, code: 'backup-1' })).code_type, 'backup_code')
    assert.deepEqual({ ...(await clerk.users.deleteUserTOTP(user.id)) }, { user_id: user.id })
    await clerk.users.deleteUserBackupCodes(user.id)
    await clerk.users.disableUserMFA(user.id)
    const after = await clerk.users.getUser(user.id)
    assert.deepEqual([after.totpEnabled, after.backupCodeEnabled, after.twoFactorEnabled], [false, false, false])
  },
  async 'users.deleteUserPasskey, deleteUserWeb3Wallet, deleteUserExternalAccount'() {
    const user = await seededUser({
      web3_wallet: ['0x1111111111111111111111111111111111111111'], passkeys: [{ id: 'idn_passkey', name: 'Laptop' }],
      external_accounts: [{ provider: 'oauth_github' }],
    })
    const account = user.externalAccounts[0]
    const gone = await clerk.users.deleteUserPasskey({ userId: user.id, passkeyIdentificationId: 'idn_passkey' })
    assert.ok(gone.deleted)
    const wallet = user.web3Wallets[0].id
    await clerk.users.deleteUserWeb3Wallet({ userId: user.id, web3WalletIdentificationId: wallet })
    const externalAccountId = account.externalAccountId ?? account.id
    await clerk.users.deleteUserExternalAccount({ userId: user.id, externalAccountId })
    const after = await clerk.users.getUser(user.id)
    assert.deepEqual([after.web3Wallets, after.externalAccounts], [[], []])
  },
  async 'users.getUserOauthAccessToken'() {
    const user = await seededUser({ external_accounts: [{ provider: 'oauth_google', approved_scopes: 'email' }] })
    await control('seed', { oauth_access_tokens: [{ user_id: user.id, provider: 'oauth_google', token: 'ya29' }] })
    const list = await clerk.users.getUserOauthAccessToken(user.id, 'google')
    assert.deepEqual([list.totalCount, list.data[0].token, list.data[0].scopes], [1, 'ya29', ['email']])
    assert.equal((await clerk.users.getUserOauthAccessToken(user.id, 'oauth_google')).totalCount, 1)
  },
  async 'users.getOrganizationMembershipList and getOrganizationInvitationList'() {
    const user = await seededUser({ email_address: ['member@example.com'] })
    await control('seed', {
      memberships: [{ user_id: user.id, organization_id: 'org_1', role: 'org:admin' }],
      invitations: [{ user_id: user.id, organization_id: 'org_2' }],
    })
    const memberships = await clerk.users.getOrganizationMembershipList({ userId: user.id, limit: 5 })
    assert.deepEqual([memberships.totalCount, memberships.data[0].role, memberships.data[0].organization.id],
      [1, 'org:admin', 'org_1'])
    const invitations = await clerk.users.getOrganizationInvitationList({ userId: user.id, status: 'pending' })
    assert.deepEqual([invitations.totalCount, invitations.data[0].organizationId], [1, 'org_2'])
  },
  async 'users.deleteUser'() {
    const user = await newUser()
    assert.ok((await clerk.users.deleteUser(user.id)).deleted)
    await refused(clerk.users.deleteUser(user.id), 404, 'resource_not_found')
  },
  async 'emailAddresses: create, get, update, delete'() {
    const user = await newUser()
    const made = await clerk.emailAddresses.createEmailAddress({ userId: user.id, emailAddress: 'mail@example.com' })
    assert.equal(made.verification, null)
    const updated = await clerk.emailAddresses.updateEmailAddress(made.id, { verified: true, primary: true })
    assert.equal(updated.verification.status, 'verified')
    assert.equal((await clerk.emailAddresses.getEmailAddress(made.id)).emailAddress, 'mail@example.com')
    const second = await clerk.emailAddresses.createEmailAddress(
      { userId: user.id, emailAddress: 'mail@example.org', verified: true, primary: true })
    assert.equal((await clerk.users.getUser(user.id)).primaryEmailAddressId, second.id)
    assert.ok((await clerk.emailAddresses.deleteEmailAddress(made.id)).deleted)
    await refused(clerk.emailAddresses.getEmailAddress(made.id), 404, 'resource_not_found')
  },
  async 'phoneNumbers: create, get, update, delete'() {
    const user = await newUser()
    const made = await clerk.phoneNumbers.createPhoneNumber(
      { userId: user.id, phoneNumber: '+12025550141', verified: true, primary: true, reservedForSecondFactor: true })
    assert.deepEqual([made.reservedForSecondFactor, made.verification.status], [true, 'verified'])
    const updated = await clerk.phoneNumbers.updatePhoneNumber(made.id, { reservedForSecondFactor: false })
    assert.equal(updated.reservedForSecondFactor, false)
    assert.equal((await clerk.phoneNumbers.getPhoneNumber(made.id)).phoneNumber, '+12025550141')
    assert.ok((await clerk.phoneNumbers.deletePhoneNumber(made.id)).deleted)
  },
  async 'sessions.createSession, getSession, getSessionList, revokeSession'() {
    const { user, session } = await newSession()
    assert.deepEqual([session.userId, session.status], [user.id, 'active'])
    assert.equal((await clerk.sessions.getSession(session.id)).clientId, session.clientId)
    const list = await clerk.sessions.getSessionList({ userId: user.id, status: 'active', limit: 5 })
    assert.deepEqual([list.totalCount, list.data.map((s) => s.id)], [1, [session.id]])
    assert.equal((await clerk.sessions.getSessionList({ clientId: session.clientId })).totalCount, 1)
    assert.equal((await clerk.sessions.revokeSession(session.id)).status, 'revoked')
    await refused(clerk.sessions.getSessionList(), 400, 'missing_query_parameter')
  },
  async 'sessions.createSession: active organization'() {
    const user = await newUser()
    await control('seed', {
      memberships: [{ user_id: user.id, organization_id: 'org_3' }], organizations: [{ id: 'org_4', name: 'Others' }],
    })
    const create = (activeOrganizationId) => clerk.sessions.createSession({ userId: user.id, activeOrganizationId })
    assert.equal((await create('org_3')).lastActiveOrganizationId, 'org_3')
    await refused(create('org_4'), 422, 'form_param_value_invalid')
    await refused(create('org_none'), 404, 'resource_not_found')
  },
  async 'sessions.verifySession: gone'() {
    const { session } = await newSession()
    await refused(clerk.sessions.verifySession(session.id, 'token'), 410, 'operation_deprecated')
  },
  async 'sessions.getToken and jwks.getJwks: verifyToken'() {
    const { user, session } = await newSession()
    await control('seed', { jwt_templates: [{ name: 'who', claims: { who: '{{user.username}}' } }] })
    const { jwt } = await clerk.sessions.getToken(session.id)
    const { keys } = await clerk.jwks.getJwks()
    assert.equal(keys[0].kty, 'RSA')
    const claims = await verifyToken(jwt, { secretKey, apiUrl: EMULATOR })
    assert.deepEqual([claims.sub, claims.sid], [user.id, session.id])
    const long = await verifyToken((await clerk.sessions.getToken(session.id, undefined, 600)).jwt,
      { secretKey, apiUrl: EMULATOR })
    assert.equal(long.exp - long.iat, 600)
    const templated = await clerk.sessions.getToken(session.id, 'who')
    assert.equal((await verifyToken(templated.jwt, { secretKey, apiUrl: EMULATOR })).who, user.username)
  },
  async 'sessions.refreshSession: both formats'() {
    const { session } = await newSession()
    const origin = 'https://app.example.com'
    const opened = await control(`sessions/${session.id}/handshake`, { origin })
    const params = (expired) => ({ expired_token: expired, refresh_token: opened.refresh_token, request_origin: origin })
    const first = await clerk.sessions.refreshSession(session.id,
      { ...params(opened.session_token), format: 'token', suffixed_cookies: false })
    const second = await clerk.sessions.refreshSession(session.id,
      { ...params(first.jwt), format: 'cookie', suffixed_cookies: true, request_headers: { accept: ['text/html'] } })
    assert.match(second.cookies[0], /^__session=/)
    await refused(clerk.sessions.refreshSession(session.id, params(first.jwt)), 401,
      'session_refresh_expired_session_token_consumed')
  },
  async 'clients.getClient, getClientList, verifyClient'() {
    const { session } = await newSession()
    const client = await clerk.clients.getClient(session.clientId)
    assert.deepEqual([client.sessionIds, client.sessions[0].id], [[session.id], session.id])
    assert.ok((await clerk.clients.getClientList({ limit: 1 })).totalCount > 0)
    const { token } = await control(`clients/${client.id}/token`)
    assert.equal((await clerk.clients.verifyClient(token)).id, client.id)
    await refused(clerk.clients.verifyClient('token'), 400, 'cookie_invalid')
  },
  async 'clients.getHandshakePayload'() {
    const { session } = await newSession()
    const opened = await control(`sessions/${session.id}/handshake`, {})
    const { directives } = await clerk.clients.getHandshakePayload({ nonce: opened.nonce })
    assert.ok(directives.some((directive) => directive.startsWith(`__session=${opened.session_token};`)))
  },
  async 'signInTokens: create and revoke'() {
    const user = await newUser()
    const made = await clerk.signInTokens.createSignInToken({ userId: user.id, expiresInSeconds: 60 })
    assert.deepEqual([made.status, made.userId, typeof made.token, typeof made.url],
      ['pending', user.id, 'string', 'string'])
    assert.equal((await clerk.signInTokens.revokeSignInToken(made.id)).status, 'revoked')
    await refused(clerk.signInTokens.revokeSignInToken(made.id), 400, 'sign_in_token_cannot_be_revoked_code')
  },
  async 'actorTokens: create and revoke'() {
    const user = await newUser()
    const made = await clerk.actorTokens.create(
      { userId: user.id, actor: { sub: 'user_2' }, expiresInSeconds: 60, sessionMaxDurationInSeconds: 60 })
    assert.deepEqual([made.status, made.userId, made.actor], ['pending', user.id, { sub: 'user_2' }])
    assert.equal((await clerk.actorTokens.revoke(made.id)).status, 'revoked')
  },
  async 'organizations: create, read, update, metadata, logo, delete'() {
    const admin = await newUser()
    const made = await clerk.organizations.createOrganization({
      name: 'Engines', slug: 'engines', createdBy: admin.id, maxAllowedMemberships: 9,
      publicMetadata: { plan: 'pro' }, privateMetadata: { crm: 7 },
    })
    assert.deepEqual([made.slug, made.createdBy, made.maxAllowedMemberships, made.publicMetadata, made.privateMetadata],
      ['engines', admin.id, 9, { plan: 'pro' }, { crm: 7 }])
    assert.equal((await clerk.organizations.getOrganization({ slug: 'engines' })).id, made.id)
    const counted = await clerk.organizations.getOrganization({ organizationId: made.id, includeMembersCount: true })
    assert.equal(counted.membersCount, 1)
    const list = await clerk.organizations.getOrganizationList({
      query: 'ngine', orderBy: '-name', organizationId: [made.id], includeMembersCount: true, limit: 1,
    })
    assert.deepEqual([list.totalCount, list.data[0].membersCount], [1, 1])
    // The SDK sends a PATCH for the organization and a PUT for the metadata.
    const updated = await clerk.organizations.updateOrganization(made.id,
      { name: 'Machines', slug: 'machines', adminDeleteEnabled: false, maxAllowedMemberships: 0, publicMetadata: { a: 1 } })
    assert.deepEqual(
      [updated.name, updated.slug, updated.adminDeleteEnabled, updated.maxAllowedMemberships, updated.publicMetadata],
      ['Machines', 'machines', false, 0, { a: 1 }])
    const merged = await clerk.organizations.updateOrganizationMetadata(made.id, { publicMetadata: { a: null, b: 2 } })
    assert.deepEqual([merged.publicMetadata, merged.privateMetadata], [{ b: 2 }, { crm: 7 }])
    const replaced = await clerk.organizations.replaceOrganizationMetadata(made.id, { privateMetadata: { c: 3 } })
    assert.deepEqual([replaced.publicMetadata, replaced.privateMetadata], [{ b: 2 }, { c: 3 }])
    const withLogo = await clerk.organizations.updateOrganizationLogo(made.id, { file: png, uploaderUserId: admin.id })
    assert.equal(withLogo.hasImage, true)
    assert.equal((await clerk.organizations.deleteOrganizationLogo(made.id)).hasImage, false)
    assert.equal((await clerk.organizations.deleteOrganization(made.id)).id, made.id)
    await refused(clerk.organizations.getOrganization({ organizationId: made.id }), 404, 'resource_not_found')
    await refused(clerk.organizations.createOrganization({ name: 'X', createdBy: 'user_none' }), 400,
      'organization_creator_not_found')
  },
  async 'organizations: memberships'() {
    const { admin, organizationId } = await newOrganization()
    const user = await newUser({ firstName: 'Grace', emailAddress: [`member-${number}@example.com`] })
    const member = { organizationId, userId: user.id }
    const made = await clerk.organizations.createOrganizationMembership({ ...member, role: 'org:member' })
    assert.deepEqual([made.role, made.organization.id, made.publicUserData.userId], ['org:member', organizationId, user.id])
    await refused(clerk.organizations.createOrganizationMembership({ ...member, role: 'org:member' }), 400,
      'already_a_member_in_organization')
    const changed = await clerk.organizations.updateOrganizationMembership({ ...member, role: 'org:admin' })
    assert.ok(changed.permissions.includes('org:sys_memberships:manage'))
    const merged = await clerk.organizations.updateOrganizationMembershipMetadata({ ...member, publicMetadata: { a: 1 } })
    assert.deepEqual(merged.publicMetadata, { a: 1 })
    const list = await clerk.organizations.getOrganizationMembershipList({
      organizationId, userId: [user.id, admin.id], role: ['org:admin'], orderBy: '+created_at', query: 'grace', limit: 500,
    })
    assert.deepEqual([list.totalCount, list.data[0].publicUserData.firstName], [1, 'Grace'])
    const all = await clerk.organizations.getInstanceOrganizationMembershipList({ orderBy: '-created_at', limit: 1 })
    assert.ok(all.totalCount >= 2 && all.data.length === 1)
    assert.equal((await clerk.organizations.deleteOrganizationMembership(member)).id, made.id)
    await refused(clerk.organizations.deleteOrganizationMembership({ organizationId, userId: admin.id }), 400,
      'organization_minimum_permissions_needed')
  },
  async 'organizations: invitations'() {
    const { admin, organizationId } = await newOrganization()
    const made = await clerk.organizations.createOrganizationInvitation({
      organizationId, emailAddress: 'invited@example.com', role: 'org:member', inviterUserId: admin.id, expiresInDays: 3,
      redirectUrl: 'https://app.example.com', publicMetadata: { a: 1 }, privateMetadata: { b: 2 },
    })
    assert.deepEqual([made.status, made.organizationId, made.publicMetadata], ['pending', organizationId, { a: 1 }])
    const two = await clerk.organizations.createOrganizationInvitationBulk(organizationId, [
      { emailAddress: 'bulk-1@example.com', role: 'org:member' }, { emailAddress: 'bulk-2@example.com', role: 'org:admin' }])
    assert.deepEqual([two.totalCount, two.data[1].role], [2, 'org:admin'])
    const invitation = { organizationId, invitationId: made.id }
    assert.equal((await clerk.organizations.getOrganizationInvitation(invitation)).emailAddress, 'invited@example.com')
    const revoked = await clerk.organizations.revokeOrganizationInvitation({ ...invitation, requestingUserId: admin.id })
    assert.equal(revoked.status, 'revoked')
    await refused(clerk.organizations.revokeOrganizationInvitation(invitation), 404, 'organization_invitation_not_pending')
    const accepted = await control(`invitations/${two.data[0].id}/accept`)
    assert.equal((await clerk.users.getUser(accepted.user_id)).primaryEmailAddress.emailAddress, 'bulk-1@example.com')
    const ended = await clerk.organizations.getOrganizationInvitationList(
      { organizationId, status: ['accepted', 'revoked'], limit: 500 })
    assert.deepEqual([ended.totalCount, ended.data.map((i) => i.status).sort()], [2, ['accepted', 'revoked']])
  },
  async 'organizations: domains'() {
    const { organizationId } = await newOrganization()
    const made = await clerk.organizations.createOrganizationDomain(
      { organizationId, name: 'engines.example', enrollmentMode: 'automatic_invitation', verified: true })
    assert.deepEqual([made.name, made.verification.status], ['engines.example', 'verified'])
    const domain = { organizationId, domainId: made.id }
    const changed = await clerk.organizations.updateOrganizationDomain({ ...domain, enrollmentMode: 'manual_invitation' })
    // The SDK does not convert the names of this object.
    assert.equal(changed.enrollmentMode ?? changed.enrollment_mode, 'manual_invitation')
    assert.equal((await clerk.organizations.getOrganizationDomainList({ organizationId })).totalCount, 1)
    assert.equal((await clerk.organizations.deleteOrganizationDomain(domain)).id, made.id)
  },
  async 'invitations: create, list, revoke'() {
    const made = await clerk.invitations.createInvitation({
      emailAddress: 'new@example.com', expiresInDays: 2, ignoreExisting: false, notify: false, publicMetadata: { a: 1 },
      redirectUrl: 'https://app.example.com', templateSlug: 'invitation',
    })
    assert.deepEqual([made.status, made.emailAddress, made.publicMetadata], ['pending', 'new@example.com', { a: 1 }])
    await refused(clerk.invitations.createInvitation({ emailAddress: 'new@example.com' }), 400, 'duplicate_record')
    const two = await clerk.invitations.createInvitationBulk(
      [{ emailAddress: 'new-1@example.com' }, { emailAddress: 'new-2@example.com', notify: false }])
    assert.equal(two.length, 2)
    assert.equal((await clerk.invitations.revokeInvitation(made.id)).status, 'revoked')
    const revoked = await clerk.invitations.getInvitationList({ status: 'revoked', query: 'new@', orderBy: '-created_at' })
    assert.deepEqual([revoked.totalCount, revoked.data[0].id], [1, made.id])
  },
  async 'allowlistIdentifiers and blocklistIdentifiers'() {
    const allowed = await clerk.allowlistIdentifiers.createAllowlistIdentifier({ identifier: '*@Allowed.example', notify: false })
    assert.deepEqual([allowed.identifier, allowed.identifierType], ['*@allowed.example', 'email_address'])
    const allowlist = await clerk.allowlistIdentifiers.getAllowlistIdentifierList({ limit: 500 })
    assert.deepEqual([allowlist.totalCount, allowlist.data[0].id], [1, allowed.id])
    await refused(clerk.allowlistIdentifiers.createAllowlistIdentifier({ identifier: '*@allowed.example', notify: false }),
      400, 'duplicate_record')
    assert.equal((await clerk.allowlistIdentifiers.deleteAllowlistIdentifier(allowed.id)).deleted, true)
    const blocked = await clerk.blocklistIdentifiers.createBlocklistIdentifier({ identifier: '+12025550177' })
    assert.equal(blocked.identifierType, 'phone_number')
    assert.equal((await clerk.blocklistIdentifiers.getBlocklistIdentifierList()).data[0].id, blocked.id)
    assert.equal((await clerk.blocklistIdentifiers.deleteBlocklistIdentifier(blocked.id)).id, blocked.id)
  },
  async 'waitlistEntries: every method'() {
    const entry = await clerk.waitlistEntries.create({ emailAddress: 'waiting@example.com', notify: false })
    const two = await clerk.waitlistEntries.createBulk(
      [{ emailAddress: 'waiting@example.com' }, { emailAddress: 'waiting-2@example.com' }])
    assert.deepEqual([two[0].id, two[1].status], [entry.id, 'pending'])
    const invited = await clerk.waitlistEntries.invite(entry.id, { ignoreExisting: true })
    assert.deepEqual([invited.status, invited.invitation.emailAddress], ['invited', 'waiting@example.com'])
    await refused(clerk.waitlistEntries.invite(entry.id), 409, 'waitlist_entry_already_invited')
    assert.equal((await clerk.waitlistEntries.reject(entry.id)).status, 'rejected')
    const list = await clerk.waitlistEntries.list({ status: 'rejected', query: 'waiting@', orderBy: '-created_at' })
    assert.deepEqual([list.totalCount, list.data[0].id], [1, entry.id])
    assert.equal((await clerk.waitlistEntries.delete(two[1].id)).deleted, true)
  },
  async 'organizationPermissions: every method'() {
    const made = await clerk.organizationPermissions.createOrganizationPermission(
      { name: 'Read reports', key: 'org:reports:read', description: 'Reads.' })
    assert.deepEqual([made.key, made.name, made.description], ['org:reports:read', 'Read reports', 'Reads.'])
    const changed = await clerk.organizationPermissions.updateOrganizationPermission(
      { permissionId: made.id, name: 'Reports', key: 'org:reports:view' })
    assert.deepEqual([changed.id, changed.name, changed.key, changed.description],
      [made.id, 'Reports', 'org:reports:view', 'Reads.'])
    assert.equal((await clerk.organizationPermissions.getOrganizationPermission(made.id)).key, 'org:reports:view')
    const list = await clerk.organizationPermissions.getOrganizationPermissionList(
      { query: 'reports', orderBy: '-key', limit: 1 })
    assert.deepEqual([list.totalCount, list.data[0].id], [1, made.id])
    const duplicate = clerk.organizationPermissions.createOrganizationPermission({ name: 'X', key: 'org:reports:view' })
    await refused(duplicate, 422, 'form_identifier_exists')
    const system = await clerk.organizationPermissions.getOrganizationPermissionList({ query: 'org:sys_', limit: 500 })
    await refused(clerk.organizationPermissions.deleteOrganizationPermission(system.data[0].id), 403,
      'organization_system_permission_not_modifiable')
    assert.equal((await clerk.organizationPermissions.deleteOrganizationPermission(made.id)).deleted, true)
    await refused(clerk.organizationPermissions.getOrganizationPermission(made.id), 404, 'resource_not_found')
  },
  async 'organizationRoles: every method'() {
    const permission = await clerk.organizationPermissions.createOrganizationPermission(
      { name: 'Write reports', key: 'org:reports:write' })
    const made = await clerk.organizationRoles.createOrganizationRole({
      name: 'Analyst', key: 'org:analyst', description: 'Analyses.', permissions: [permission.id],
      includeInInitialRoleSet: false,
    })
    assert.deepEqual(
      [made.key, made.name, made.description, made.permissions.map((p) => p.key), made.isCreatorEligible],
      ['org:analyst', 'Analyst', 'Analyses.', ['org:reports:write'], false])
    const assigned = { organizationRoleId: made.id, permissionId: permission.id }
    const without = await clerk.organizationRoles.removePermissionFromOrganizationRole(assigned)
    assert.deepEqual(without.permissions, [])
    const again = await clerk.organizationRoles.assignPermissionToOrganizationRole(assigned)
    assert.deepEqual(again.permissions.map((p) => p.id), [permission.id])
    await refused(clerk.organizationRoles.assignPermissionToOrganizationRole(assigned), 409,
      'organization_role_permission_association_exists')
    const changed = await clerk.organizationRoles.updateOrganizationRole(
      { organizationRoleId: made.id, name: 'Lead', key: 'org:lead', description: 'Leads.', permissions: [] })
    assert.deepEqual([changed.id, changed.key, changed.description, changed.permissions],
      [made.id, 'org:lead', 'Leads.', []])
    assert.equal((await clerk.organizationRoles.getOrganizationRole(made.id)).name, 'Lead')
    const list = await clerk.organizationRoles.getOrganizationRoleList(
      { query: 'org:', orderBy: 'created_at', limit: 2, offset: 1 })
    assert.deepEqual([list.totalCount, list.data.map((r) => r.key)], [3, ['org:member', 'org:lead']])
    assert.equal((await clerk.organizationRoles.deleteOrganizationRole(made.id)).id, made.id)
    await refused(clerk.organizationRoles.getOrganizationRole(made.id), 404, 'resource_not_found')
  },
  async 'roleSets: every method'() {
    const role = { name: 'Guest', key: 'org:guest' }
    await clerk.organizationRoles.createOrganizationRole(role)
    const made = await clerk.roleSets.createRoleSet({
      name: 'Partners', key: 'role_set:partners', description: 'Of partners.', defaultRoleKey: 'org:member',
      creatorRoleKey: 'org:admin', type: 'custom', roles: ['org:admin', 'org:member'],
    })
    assert.deepEqual([made.key, made.defaultRole.key, made.creatorRole.key, made.type, made.roles.length],
      ['role_set:partners', 'org:member', 'org:admin', 'custom', 2])
    const set = { roleSetKeyOrId: 'role_set:partners' }
    const added = await clerk.roleSets.addRolesToRoleSet(
      { ...set, roleKeys: ['org:guest'], defaultRoleKey: 'org:guest' })
    assert.deepEqual([added.roles.length, added.defaultRole.key], [3, 'org:guest'])
    const replaced = await clerk.roleSets.replaceRoleInRoleSet(
      { ...set, roleKey: 'org:guest', toRoleKey: 'org:member' })
    assert.deepEqual([replaced.roles.length, replaced.defaultRole.key], [2, 'org:member'])
    assert.equal((await clerk.roleSets.updateRoleSet({ ...set, name: 'Resellers' })).name, 'Resellers')
    assert.equal((await clerk.roleSets.getRoleSet(made.id)).name, 'Resellers')
    assert.equal((await clerk.roleSets.getRoleSetList({ query: 'reseller', orderBy: '-name' })).totalCount, 1)
    assert.equal((await clerk.roleSets.replaceRoleSet({ ...set, destRoleSetKey: 'role_set:default' })).id, made.id)
    await refused(clerk.roleSets.getRoleSet(made.id), 404, 'resource_not_found')
  },
  async 'instance: restrictions'() {
    const { environmentType } = await clerk.instance.get()
    assert.equal(environmentType, 'development')
    const changed = await clerk.instance.updateRestrictions({
      allowlist: true, blocklist: true, blockEmailSubaddresses: true, blockDisposableEmailDomains: true,
    })
    assert.deepEqual(
      [changed.allowlist, changed.blocklist, changed.blockEmailSubaddresses, changed.blockDisposableEmailDomains],
      [true, true, true, true])
    const partly = await clerk.instance.updateRestrictions({ allowlist: false, blocklist: null })
    assert.deepEqual([partly.allowlist, partly.blocklist, partly.blockEmailSubaddresses], [false, true, true])
    const kept = await clerk.instance.updateRestrictions({})
    assert.deepEqual([kept.allowlist, kept.blocklist], [false, true])
    await clerk.instance.updateRestrictions(
      { blocklist: false, blockEmailSubaddresses: false, blockDisposableEmailDomains: false })
  },
  async 'instance: organization settings'() {
    const before = await clerk.instance.getOrganizationSettings()
    assert.deepEqual([before.enabled, before.creatorRole, before.domainsDefaultRole], [true, 'org:admin', 'org:member'])
    const roles = await clerk.organizationRoles.getOrganizationRoleList({ query: 'org:admin' })
    const changed = await clerk.instance.updateOrganizationSettings({
      enabled: true, maxAllowedMemberships: 50, adminDeleteEnabled: false, domainsEnabled: true,
      domainsEnrollmentModes: ['automatic_suggestion'], creatorRoleId: roles.data[0].id,
      domainsDefaultRoleId: roles.data[0].id,
    })
    assert.deepEqual(
      [changed.maxAllowedMemberships, changed.adminDeleteEnabled, changed.domainsEnabled, changed.creatorRole,
        changed.domainsDefaultRole],
      [50, false, true, 'org:admin', 'org:admin'])
    assert.ok(changed.domainsEnrollmentModes.includes('automatic_suggestion'))
    assert.equal((await clerk.instance.getOrganizationSettings()).maxAllowedMemberships, 50)
    const { organizationId } = await newOrganization()
    const made = await clerk.organizations.getOrganization({ organizationId })
    assert.deepEqual([made.maxAllowedMemberships, made.adminDeleteEnabled], [50, false])
    const negative = clerk.instance.updateOrganizationSettings({ maxAllowedMemberships: -1 })
    await refused(negative, 422, 'form_param_value_invalid')
  },
  async 'testingTokens.createTestingToken'() {
    assert.equal(typeof (await clerk.testingTokens.createTestingToken()).token, 'string')
  },
  async 'authenticateRequest: a session token, and an expired one that is refreshed'() {
    const { user, session } = await newSession()
    const { publishable_key: publishableKey } = await (await fetch(`${EMULATOR}/_emulator/keys`)).json()
    const client = createClerkClient({ secretKey, publishableKey, apiUrl: EMULATOR, telemetry: { disabled: true } })
    const { jwt } = await clerk.sessions.getToken(session.id)
    const bearer = new Request('https://app.example.com/', { headers: { authorization: `Bearer ${jwt}` } })
    assert.equal((await client.authenticateRequest(bearer)).toAuth().userId, user.id)
    const opened = await control(`sessions/${session.id}/handshake`, { origin: 'https://app.example.com' })
    const { directives } = await clerk.clients.getHandshakePayload({ nonce: opened.nonce })
    const cookie = directives.map((directive) => directive.split(';')[0]).concat('__clerk_db_jwt=browser').join('; ')
    const request = new Request('https://app.example.com/', { headers: { cookie } })
    assert.equal((await client.authenticateRequest(request)).toAuth().sessionId, session.id)
    // The SDK compares with its own clock, so the token must be old for the SDK.
    const now = Date.now
    Date.now = () => now() + 3600_000
    try {
      await control('clock', { advance: '1h' })
      const state = await client.authenticateRequest(request)
      assert.equal(state.status, 'signed-in', `${state.status}: ${state.reason} ${state.message}`)
      assert.equal(state.toAuth().sessionId, session.id)
    } finally {
      Date.now = now
    }
  },
  async 'every method was called'() {
    const missing = areas.flatMap(methodsOf).filter((name) => !called.has(name) && !withoutOperation.includes(name))
    assert.deepEqual(missing, [])
  },
}

for (const [name, check] of Object.entries(checks)) {
  const result = { name }
  await check().catch((error) => { result.error = error.stack ?? String(error) })
  process.stdout.write(`${JSON.stringify(result)}\n`)
}
process.stdout.write(`${JSON.stringify({ called: [...called].sort() })}\n`)
