package diagnostics

// ErrorCodes returns the advice for each error code that has some: for attributes, and for actions if that differs.
func ErrorCodes() map[string][]string {
	all := map[string][]string{}
	for code, known := range errorCodes {
		all[code] = []string{known.advice}
		if known.forAction != "" {
			all[code] = append(all[code], known.forAction)
		}
	}
	return all
}
