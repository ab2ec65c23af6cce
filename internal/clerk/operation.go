package clerk

import (
	"errors"
	"net/url"
	"slices"
	"strings"
)

// operation is one operation of the Backend API. Each is defined once, beside the method that sends it.
type operation struct {
	method  string
	pattern string
	// idempotent says that sending the request twice leaves what sending it once leaves, so that it may be sent again
	// when no answer arrived.
	idempotent bool
	// budgetPerUser says that Clerk counts the requests of every user by themselves.
	budgetPerUser bool
	// unnamed says that a success does not name the object of the path.
	unnamed bool
	// twoKinds says that the object has a second id, of another kind, which a success can name instead.
	twoKinds bool
	// effect is what a success has to show beside its id; the zero effect is nothing.
	effect effect
}

func (o operation) String() string { return o.method + " " + o.pattern }

// defined holds every operation of the client, in the order of definition.
var defined []operation

// repeatable defines an operation that may be sent again when its first outcome is unknown.
func repeatable(method, pattern string) operation {
	return define(operation{method: method, pattern: pattern, idempotent: true})
}

// unrepeatable defines an operation whose second sending could do something a second time.
//
//nolint:unparam // a definition names its method, as that of a repeatable one does
func unrepeatable(method, pattern string) operation {
	return define(operation{method: method, pattern: pattern})
}

// perUser gives every user a budget of their own.
func (o operation) perUser() operation {
	o.budgetPerUser = true
	return o
}

// answersUnnamed says that a success does not name the object of the path by an id of its own.
func (o operation) answersUnnamed() operation {
	o.unnamed = true
	return o
}

// answersEitherID says that a success can name the other id of an object that has two of different kinds.
func (o operation) answersEitherID() operation {
	o.twoKinds = true
	return o
}

// mustShow says what a success has to show.
func (o operation) mustShow(e effect) operation {
	o.effect = e
	return o
}

func define(o operation) operation {
	defined = append(defined, o)
	return o
}

// Operations lists every operation that the client can send, such as "GET /users/{user_id}", sorted.
func Operations() []string {
	names := make([]string, len(defined))
	for i, o := range defined {
		names[i] = o.String()
	}
	slices.Sort(names)
	return names
}

// path fills the pattern's parameters with ids, in order, escaped. It refuses an id that could make the path that of
// another operation.
func (o operation) path(ids ...string) (string, error) {
	segments := strings.Split(o.pattern, "/")
	for i, segment := range segments {
		if !strings.HasPrefix(segment, "{") {
			continue
		}
		if len(ids) == 0 {
			return "", errors.New("no id for " + segment)
		}
		name := strings.Trim(segment, "{}")
		if err := checkID(name, ids[0]); err != nil {
			return "", err
		}
		segments[i], ids = url.PathEscape(ids[0]), ids[1:]
	}
	path := strings.Join(segments, "/")
	for _, other := range defined {
		if other.pattern == path && other.pattern != o.pattern {
			return "", errors.New("the id names another endpoint, " + path)
		}
	}
	return path, nil
}

func checkID(name, id string) error {
	switch {
	case id == "":
		return errors.New(name + " is empty")
	case id == "." || id == "..":
		return errors.New(name + ` must not be "." or ".."`)
	case strings.ContainsAny(id, `/\`):
		return errors.New(name + " must not hold a slash")
	case strings.ContainsFunc(id, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return errors.New(name + " must not hold a control character")
	}
	return nil
}
