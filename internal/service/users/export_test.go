package users

// ManagedAttributes returns the names of the plain attributes that the API has and that a configuration can set.
func ManagedAttributes() []string {
	return namesOf(func(a plainAttribute) bool { return a.read != nil && a.schema.IsOptional() })
}

// ReadAttributes returns the names of the plain attributes that the API has.
func ReadAttributes() []string {
	return namesOf(func(a plainAttribute) bool { return a.read != nil })
}

func namesOf(include func(plainAttribute) bool) (names []string) {
	for _, a := range plainAttributes {
		if include(a) {
			names = append(names, a.name)
		}
	}
	return names
}
