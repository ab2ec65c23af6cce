package emulator

import (
	"cmp"
	"encoding/base64"
	"net/http"
)

// Default hosts of the Frontend API. They do not exist.
const (
	DefaultFrontendAPI           = "terraform-emulator-00.clerk.accounts.dev"
	DefaultProductionFrontendAPI = "clerk.emulator.example"
)

func (c Config) frontendAPI() string {
	if c.production() {
		return cmp.Or(c.FrontendAPI, DefaultProductionFrontendAPI)
	}
	return cmp.Or(c.FrontendAPI, DefaultFrontendAPI)
}

// FrontendAPIURL returns the URL of the Frontend API of the instance. It is the issuer of the instance's tokens.
func (e *Emulator) FrontendAPIURL() string { return "https://" + e.config.frontendAPI() }

// PublishableKey returns the publishable key of the instance, which encodes the host of its Frontend API.
func (e *Emulator) PublishableKey() string {
	prefix := "pk_test_"
	if e.config.production() {
		prefix = "pk_live_"
	}
	return prefix + base64.RawStdEncoding.EncodeToString([]byte(e.config.frontendAPI()+"$"))
}

// publicKeys is the answer with the keys of the emulator.
type publicKeys struct {
	PublishableKey string `json:"publishable_key"`
	FrontendAPIURL string `json:"frontend_api_url"`
	// KeyIDs are the ids of the published keys, the current one first.
	KeyIDs []string `json:"key_ids"`
}

func (e *Emulator) controlKeys(*http.Request) (any, error) { return e.publicKeys(), nil }

func (e *Emulator) publicKeys() publicKeys {
	e.mu.RLock()
	defer e.mu.RUnlock()
	answer := publicKeys{PublishableKey: e.PublishableKey(), FrontendAPIURL: e.FrontendAPIURL()}
	for _, key := range e.keys.published(e.Now().UnixMilli()) {
		answer.KeyIDs = append(answer.KeyIDs, key.id)
	}
	return answer
}

// controlRotateKeys calls RotateKeys, with "keep_old".
func (e *Emulator) controlRotateKeys(r *http.Request) (any, error) {
	var order struct {
		KeepOld bool `json:"keep_old"`
	}
	if err := readControl(r, &order); err != nil {
		return nil, err
	}
	if _, err := e.RotateKeys(order.KeepOld); err != nil {
		return nil, err
	}
	return e.publicKeys(), nil
}
