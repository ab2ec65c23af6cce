// Package hashers lists the password hashers that Clerk can import, and checks the form of their digests.
//
// The table in table.go has the form of each hasher, as Clerk documents it. The validation of the provider, the
// function password_hasher and the table of the migration guide are made from it.
package hashers

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Names returns the hashers that the API accepts, sorted.
func Names() []string {
	names := make([]string, len(table))
	for i, hasher := range table {
		names[i] = hasher.Name
	}
	return names
}

// All returns the hashers in the order of Names.
func All() []Hasher { return slices.Clone(table) }

// Form describes the digest, as a part of a sentence.
func (h Hasher) Form() string {
	if h.Code == "" || h.Words == "" {
		return h.Code + h.Words
	}
	return h.Code + ", " + h.Words
}

// Check returns an error if the digest does not have the form of the named hasher. The error has the reason and
// the hasher that fits, and contains no part of the digest.
func Check(name, digest string) error {
	index := slices.IndexFunc(table, func(h Hasher) bool { return h.Name == name })
	if index < 0 {
		return fmt.Errorf("%q is not a hasher that Clerk knows", name)
	}
	problem := table[index].problem(digest)
	if problem == "" {
		return nil
	}
	texts := []string{problem}
	if names := Fitting(digest); len(names) > 0 {
		texts = append(texts, "It has the form of a digest of "+strings.Join(names, " or "))
	} else if advice := adviceFor(digest); advice != "" {
		texts = append(texts, advice)
	}
	texts = append(texts, fmt.Sprintf("A digest of %s is %s", name, table[index].Form()))
	return errors.New(strings.Join(texts, ". "))
}

// Recognize returns the hasher with the form of a digest. It is "" if no hasher or more than one hasher has that
// form.
func Recognize(digest string) string {
	if names := Fitting(digest); len(names) == 1 {
		return names[0]
	}
	return ""
}

// Fitting returns the hashers with the form of a digest. It returns none if Clerk documents the form of none of them.
func Fitting(digest string) (names []string) {
	documented := false
	for _, hasher := range table {
		if hasher.problem(digest) == "" {
			names = append(names, hasher.Name)
			documented = documented || !hasher.undocumented
		}
	}
	if !documented {
		return nil
	}
	return names
}
