package emulator

import "net/http"

// injectedFault is the fault of a request. Without a rule, there is no fault.
type injectedFault struct{ rule *FaultRule }

func (f *injectedFault) kind() string {
	if f.rule == nil {
		return ""
	}
	return f.rule.Kind
}

// run processes the operation, with the fault if it changes the processing.
func (f *injectedFault) run(e *Emulator, to route, c *call) (any, error) {
	if f.rule != nil {
		if run := faultKinds[f.rule.Kind].run; run != nil {
			return run(e, to, c)
		}
	}
	return e.run(to, c)
}

func (f *injectedFault) send(w http.ResponseWriter, r *http.Request, status int, payload []byte) {
	if f.rule != nil {
		if send := faultKinds[f.rule.Kind].send; send != nil {
			send(w, r, *f.rule, status, payload)
			return
		}
	}
	w.WriteHeader(status)
	_, _ = w.Write(payload)
}

// before applies the fault before the operation.
func (f *injectedFault) before(e *Emulator, r *http.Request) error {
	return f.at(false, e, r)
}

// after applies the fault after the operation.
func (f *injectedFault) after(e *Emulator, r *http.Request) error {
	return f.at(true, e, r)
}

func (f *injectedFault) at(committed bool, e *Emulator, r *http.Request) error {
	if f.rule == nil {
		return nil
	}
	kind := faultKinds[f.rule.Kind]
	if kind.apply == nil || committed != (kind.afterCommit || f.rule.AfterCommit) {
		return nil
	}
	return kind.apply(e, *f.rule, r)
}
