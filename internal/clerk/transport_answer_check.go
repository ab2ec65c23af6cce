package clerk

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// object is an answer with a required identity. Otherwise {} and null would be accepted.
type object interface{ identity() string }

// effect is a check of a success, for example that the object is deleted.
type effect struct {
	text    string // completes "it does not say that user_1"
	isShown func(object) bool
}

// shows returns an effect for answers of type T.
func shows[T any, P interface {
	*T
	object
}](text string, isShown func(P) bool) effect {
	return effect{text, func(v object) bool { return isShown(v.(P)) }}
}

// wrongObjectError reports an answer about another object than the requested one, for example from a cache or a proxy
// that confuses answers.
type wrongObjectError struct{ requested, answered string }

func (e *wrongObjectError) Error() string {
	answered := e.answered
	if kindOf(answered) != kindOf(e.requested) || len(answered) > maxName || strings.ContainsFunc(answered, isNoIDRune) {
		answered = "another object" // a text that is not an id can be a secret
	}
	return fmt.Sprintf("it is about %s, and %s was requested", answered, e.requested)
}

// kindOf returns the prefix of an id, such as "user".
func kindOf(id string) string {
	kind, _, _ := strings.Cut(id, "_")
	return kind
}

func isNoIDRune(r rune) bool {
	return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '_' && r != '-'
}

// located is an object that is identified by the ids in the path of its operation, and not by its own id.
type located interface{ location() []string }

// isLocatedAt returns an error unless a success is about the object with these ids in its path.
func isLocatedAt(ids []string, v located) error {
	for i, got := range slices.Backward(v.location()) {
		if i < len(ids) && got != ids[i] {
			return &wrongObjectError{requested: ids[i], answered: got}
		}
	}
	return nil
}

// check returns an error unless a success is about the object in the path and shows the effect of the operation. The
// object is identified by the last id of the path.
func (o operation) check(ids []string, v object) error {
	got := v.identity()
	_, deleted := v.(*deletedObject) // its id is optional in the specification
	if got == "" && !deleted {
		return errors.New("it does not identify the object")
	}
	if token, ok := v.(*SessionToken); ok && token.sessionID() != "" && token.sessionID() != ids[0] {
		return &wrongObjectError{requested: ids[0], answered: token.sessionID()}
	}
	requested := "the object"
	if at, ok := v.(located); ok {
		if err := isLocatedAt(ids, at); err != nil {
			return err
		}
	} else if len(ids) > 0 && !o.unnamed {
		requested = ids[len(ids)-1]
		sameKind := !o.twoKinds || kindOf(got) == kindOf(requested)
		if got != "" && got != requested && sameKind {
			return &wrongObjectError{requested: requested, answered: got}
		}
	}
	if o.effect.isShown != nil && !o.effect.isShown(v) {
		return fmt.Errorf("it does not say that %s %s", requested, o.effect.text)
	}
	return nil
}

// deletedObject is the answer to most delete requests.
type deletedObject struct {
	ID      string `json:"id"`
	Deleted bool   `json:"deleted"`
}

func (d *deletedObject) identity() string { return d.ID }

var isDeleted = shows("was deleted", func(d *deletedObject) bool { return d.Deleted })

// userReference is the answer to the deletion of a second factor.
type userReference struct {
	UserID string `json:"user_id"`
}

func (r *userReference) identity() string { return r.UserID }
