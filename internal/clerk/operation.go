package clerk

import (
	"errors"
	"net/url"
	"slices"
	"strings"
)

// operation is one operation of the Backend API. It is defined next to the method that sends it.
type operation struct {
	method  string
	pattern string
	// idempotent operations have the same result when they are sent twice. They may be sent again if no answer arrives.
	idempotent bool
	// budgetPerUser means that Clerk counts the requests for each object separately, such as a user or an organization.
	budgetPerUser bool
	// unnamed means that a success does not contain the id of the object in the path.
	unnamed bool
	// twoKinds means that the object has a second id of another kind, which a success can contain instead.
	twoKinds bool
	// unpaged means that the answer is a whole list, which can have more objects than a page.
	unpaged bool
	// effect is the value that a success must show, in addition to the id. The zero effect checks nothing.
	effect effect
}

func (o operation) String() string { return o.method + " " + o.pattern }

// defined contains every operation of the client, in the order of definition.
var defined []operation

// repeatable defines an operation that may be sent again if the result of the first attempt is unknown.
func repeatable(method, pattern string) operation {
	return define(operation{method: method, pattern: pattern, idempotent: true})
}

// unrepeatable defines an operation that must not be processed twice.
//
//nolint:unparam // the method is part of a definition, also if it is always POST
func unrepeatable(method, pattern string) operation {
	return define(operation{method: method, pattern: pattern})
}

// perUser sets budgetPerUser.
func (o operation) perUser() operation {
	o.budgetPerUser = true
	return o
}

// answersUnnamed sets unnamed.
func (o operation) answersUnnamed() operation {
	o.unnamed = true
	return o
}

// answersEitherID sets twoKinds.
func (o operation) answersEitherID() operation {
	o.twoKinds = true
	return o
}

// withoutPages sets unpaged.
func (o operation) withoutPages() operation {
	o.unpaged = true
	return o
}

// mustShow sets the effect.
func (o operation) mustShow(e effect) operation {
	o.effect = e
	return o
}

func define(o operation) operation {
	defined = append(defined, o)
	return o
}

// Operations returns every operation that the client can send, such as "GET /users/{user_id}", sorted.
func Operations() []string {
	names := make([]string, len(defined))
	for i, o := range defined {
		names[i] = o.String()
	}
	slices.Sort(names)
	return names
}

// path replaces the parameters of the pattern with escaped ids, in order. It refuses an id that could change the path
// to another operation.
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
		return errors.New(name + " must not contain a slash")
	case strings.ContainsFunc(id, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return errors.New(name + " must not contain a control character")
	}
	return nil
}
