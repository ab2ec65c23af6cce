package emulator

import "testing"

func TestInstance_environment_isFromTheKey(t *testing.T) {
	for key, want := range map[string]string{
		DefaultSecretKey: "development", "sk_live_emulator00000000000000000000": "production",
	} {
		api := startTest(t, Config{SecretKey: key})
		answer := api.request("GET", "/v1/instance", "", "Authorization", "Bearer "+key)
		got := decoded[instanceAnswer](answer)
		if got.EnvironmentType != want || got.Object != "instance" || got.ID != api.instance || got.AllowedOrigins != nil ||
			got.WorkspaceID != nil {
			t.Errorf("got %s", answer.body)
		}
	}
}

func TestInstance_settings_areReturned(t *testing.T) {
	api := startTest(
		t,
		Config{Behaviour: Behaviour{AllowedOrigins: []string{"http://localhost:3000"}, WorkspaceID: "org_owner"}},
	)
	got := decoded[instanceAnswer](api.ok("GET", "/v1/instance", ""))
	if len(got.AllowedOrigins) != 1 || got.AllowedOrigins[0] != "http://localhost:3000" ||
		*got.WorkspaceID != "org_owner" {
		t.Errorf("got %s", marshal(got))
	}
}
