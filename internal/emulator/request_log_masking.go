package emulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

const mask = "***"

// secretParams are the parameters with masked values in the log.
var secretParams = map[string]bool{
	"password": true, "password_digest": true, "totp_secret": true, "secret": true, "backup_codes": true,
	"backup_code": true, "code": true, "token": true, "jwt": true, "expired_token": true, "refresh_token": true,
	"secret_key": true, "private_metadata": true, "nonce": true, "request_headers": true,
}

// maskBody returns the body for the log. A body that is not JSON has no parameters to mask, so only its size is logged.
func maskBody(body []byte) json.RawMessage {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil || decoder.More() {
		value = fmt.Sprintf("%d bytes that are not JSON", len(body))
	}
	return marshal(maskValue(value))
}

func maskValue(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for key, inner := range value {
			if secretParams[strings.ToLower(key)] && inner != nil {
				value[key] = mask
				continue
			}
			value[key] = maskValue(inner)
		}
	case []any:
		for i, inner := range value {
			value[i] = maskValue(inner)
		}
	}
	return value
}

func maskQuery(query url.Values) url.Values {
	for key := range query {
		if secretParams[strings.ToLower(key)] {
			query[key] = []string{mask}
		}
	}
	return query
}

func maskHeader(header http.Header) http.Header {
	masked := header.Clone()
	for _, name := range []string{"Authorization", "Cookie"} {
		if masked.Get(name) == "" {
			continue
		}
		scheme, _, found := strings.Cut(masked.Get(name), " ")
		if found && strings.EqualFold(scheme, "Bearer") {
			masked.Set(name, scheme+" "+mask)
			continue
		}
		masked.Set(name, mask)
	}
	return masked
}
