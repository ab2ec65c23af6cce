package provider_test

import "testing"

func TestProvider_Configure_invalidSecretKey_isAnError(t *testing.T) {
	for name, c := range map[string]struct {
		block    block
		variable string
		summary  string
		says     []string
	}{
		"no key": {
			summary: "The secret key is missing", says: []string{"Set secret_key in the provider block", "CLERK_SECRET_KEY", "API keys page"},
		},
		"an empty key": {
			block: block{"secret_key": ""}, variable: developmentKey,
			summary: "The secret key is missing", says: []string{"secret_key is an empty string", "CLERK_SECRET_KEY"},
		},
		"an empty variable": {
			variable: "", summary: "The secret key is missing", says: []string{"CLERK_SECRET_KEY"},
		},
		"a publishable key": {
			block:   block{"secret_key": "pk_test_4711"},
			summary: "A publishable key instead of the secret key", says: []string{"The key in secret_key", `"sk_test_"`, `"sk_live_"`, "API keys page"},
		},
		"a publishable key in the variable": {
			variable: "pk_live_4711", summary: "A publishable key instead of the secret key", says: []string{"The key in the environment variable CLERK_SECRET_KEY"},
		},
		"a word": {
			block:   block{"secret_key": "password4711"},
			summary: "Not a secret key of Clerk", says: []string{`neither "sk_test_" nor "sk_live_"`, "API keys page"},
		},
		"a key with a prefix of another service": {
			block: block{"secret_key": "sk_4711"}, summary: "Not a secret key of Clerk",
		},
		"a key with white space before it": {
			block: block{"secret_key": " " + developmentKey}, summary: "Not a secret key of Clerk",
		},
		"a key with a line break": {
			block:   block{"secret_key": developmentKey + "\n"},
			summary: "The secret key cannot be used", says: []string{"In secret_key", "line break", "Copy the key again"},
		},
		"a variable with a line break": {
			variable: developmentKey + "\r\n",
			summary:  "The secret key cannot be used", says: []string{"In the environment variable CLERK_SECRET_KEY", "line break"},
		},
		"a key with a letter that no key has": {
			block: block{"secret_key": developmentKey + "é"}, summary: "The secret key cannot be used",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("CLERK_SECRET_KEY", c.variable)
			expectError(t, c.block.configure(t).Diagnostics, "secret_key", c.summary, c.says...)
		})
	}
}

func TestProvider_Configure_keyOfAnotherEnvironment_isAnErrorBeforeAnyRequest(t *testing.T) {
	for name, c := range map[string]struct {
		environment, key, variable string
		says                       []string
	}{
		"a production key for development":             {environment: "development", key: productionKey, says: []string{`environment is "development"`, "the key in secret_key belongs to a production instance", "Nothing was sent."}},
		"a development key for production":             {environment: "production", key: developmentKey, says: []string{`environment is "production"`, "development instance"}},
		"a development key in the variable":            {environment: "production", variable: developmentKey, says: []string{"the key in the environment variable CLERK_SECRET_KEY"}},
		"the key of the block counts, not the other's": {environment: "production", key: developmentKey, variable: productionKey, says: []string{"the key in secret_key"}},
	} {
		t.Run(name, func(t *testing.T) {
			server := newAPI(t)
			t.Setenv("CLERK_SECRET_KEY", c.variable)
			arguments := block{"environment": c.environment, "api_url": server.URL}
			if c.key != "" {
				arguments["secret_key"] = c.key
			}
			response := arguments.configure(t)
			expectError(t, response.Diagnostics, "environment", "The secret key belongs to another environment", c.says...)
			if response.ResourceData != nil {
				t.Error("resources receive a client")
			}
			if requests := server.received(); len(requests) != 0 {
				t.Errorf("the server received %d requests, want none", len(requests))
			}
		})
	}
}

func TestProvider_Configure_keyOfTheConfiguredEnvironment_isUsed(t *testing.T) {
	for environment, key := range map[string]string{"development": developmentKey, "production": productionKey} {
		server := newAPI(t)
		client := block{"environment": environment, "secret_key": key, "api_url": server.URL}.client(t)
		if got := server.send(t, client).Header.Get("Authorization"); got != "Bearer "+key {
			t.Errorf("for %s the Authorization is %q", environment, got)
		}
	}
}

func TestProvider_Configure_secretKeyFromVariable_unlessConfigured(t *testing.T) {
	for name, c := range map[string]struct {
		arguments block
		want      string
	}{
		"variable alone": {block{}, developmentKey},
		"both":           {block{"secret_key": productionKey}, productionKey},
	} {
		t.Run(name, func(t *testing.T) {
			server := newAPI(t)
			t.Setenv("CLERK_SECRET_KEY", developmentKey)
			c.arguments["api_url"] = server.URL
			if got := server.send(t, c.arguments.client(t)).Header.Get("Authorization"); got != "Bearer "+c.want {
				t.Errorf("the Authorization is %q", got)
			}
		})
	}
}
