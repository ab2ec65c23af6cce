package clerk

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
)

// parseBaseURL checks an API address and gives it the path that all operations start with, /v1. Its errors continue
// the words "the API URL" and do not repeat the address, which can hold a password.
func parseBaseURL(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		var parseError *url.Error
		if errors.As(err, &parseError) {
			err = parseError.Err
		}
		return nil, fmt.Errorf("cannot be read: %w", err)
	}
	switch {
	case u.Scheme != "https" && u.Scheme != "http":
		return nil, errors.New("must begin with https://")
	case u.Hostname() == "":
		return nil, errors.New("has no host")
	case u.User != nil:
		return nil, errors.New("must not hold a user name or password; the secret key authenticates")
	case u.RawQuery != "" || u.ForceQuery:
		return nil, errors.New("must not hold a query")
	case u.Fragment != "" || strings.HasSuffix(address, "#"):
		return nil, errors.New("must not hold a fragment")
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return nil, errors.New("must begin with https://, because the secret key travels with every request; " +
			"http:// is for loopback hosts only")
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	if !strings.HasSuffix(path, "/v1") {
		path += "/v1"
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host}).JoinPath(path), nil
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback()
}
