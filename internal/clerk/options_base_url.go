package clerk

import (
	"errors"
	"net/netip"
	"net/url"
	"strings"
)

// parseBaseURL checks the URL of the API and adds /v1 to its path. It changes the host to lower case before any check.
// Error messages continue the text "the API URL". They contain no part of the URL, which can include a password, except
// a loopback host and its port.
func parseBaseURL(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	switch {
	// The whole text is searched, because a slash in a password makes the rest of it a path.
	case strings.Contains(address, "@"):
		return nil, errors.New("must not contain a user name or password; the secret key authenticates")
	case !hasScheme(address, "https:") && !hasScheme(address, "http:"):
		return nil, mustBegin(address)
	case err != nil:
		return nil, unreadable(err)
	case u.Hostname() == "":
		return nil, errors.New("has no host")
	case u.RawQuery != "" || u.ForceQuery:
		return nil, errors.New("must not contain a query")
	case u.Fragment != "" || strings.HasSuffix(address, "#"):
		return nil, errors.New("must not contain a fragment")
	case u.Scheme == "http" && !isLoopback(canonicalHost(u)):
		return nil, errors.New("must begin with https://, because the secret key travels with every request; " +
			"http:// is for loopback hosts only")
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	if !strings.HasSuffix(path, "/v1") {
		path += "/v1"
	}
	return (&url.URL{Scheme: u.Scheme, Host: canonicalHostPort(u)}).JoinPath(path), nil
}

func hasScheme(address, scheme string) bool {
	return len(address) >= len(scheme) && strings.EqualFold(address[:len(scheme)], scheme)
}

// mustBegin returns the error for a URL without http: or https:. It shows the correct form.
func mustBegin(address string) error {
	u, err := url.Parse("//" + strings.TrimPrefix(address, "//"))
	if err == nil && isLoopback(canonicalHost(u)) {
		return errors.New("must begin with http:// or https://: write http://" + canonicalHostPort(u))
	}
	return errors.New("must begin with https://, such as " + DefaultURL)
}

// unreadable returns the error for an invalid URL. It does not use the text of the error of net/url, which contains a
// part of the URL.
func unreadable(err error) error {
	reason := ""
	switch text := err.Error(); {
	case strings.Contains(text, "invalid port"):
		reason = ": its port is not a number"
	case strings.Contains(text, "invalid URL escape"):
		reason = ": it contains a % that is not followed by two hexadecimal digits"
	case strings.Contains(text, "in host name"):
		reason = ": its host contains a character that is not allowed"
	}
	return errors.New("cannot be read" + reason)
}

// canonicalHost returns the host in lower case, and localhost without the dot of an absolute name.
func canonicalHost(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if host == localhost+"." {
		return localhost
	}
	return host
}

func canonicalHostPort(u *url.URL) string {
	host := canonicalHost(u)
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	return host
}

const localhost = "localhost"

// isLoopback reports whether a canonical host is the local machine on every system. Some systems read 127.1 as a
// loopback address, so it is not accepted.
func isLoopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == localhost || err == nil && address.IsLoopback()
}
