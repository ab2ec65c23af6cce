package emulator

import (
	"strings"
	"testing"
)

const devicesOfAda = "/v1/users/user_ada/trusted_devices"

func seedDevices(t *testing.T, api *testAPI) {
	t.Helper()
	at := testTime.UnixMilli()
	err := api.Seed(Seed{
		Users: []SeedUser{
			{
				ID:   "user_ada",
				Body: map[string]any{"username": "adalove"},
			},
			{ID: "user_grace", Body: map[string]any{"username": "graceh"}},
		},
		TrustedDevices: []SeedTrustedDevice{
			{
				ID:            "tdev_1",
				UserID:        "user_ada",
				Name:          "Phone",
				Platform:      "android",
				AppIdentifier: "com.example.engines",
				CreatedAt:     at - 3000,
				LastUsedAt:    at - 500,
			},
			{ID: "tdev_2", User: "adalove", Status: "revoked", CreatedAt: at - 2000, RevokedAt: at - 1000},
			{User: "user_ada"},
			{ID: "tdev_4", User: "graceh"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTrustedDevices_list_hasActiveDevicesNewestFirst(t *testing.T) {
	api := startTest(t, Config{})
	seedDevices(t, api)
	got := decoded[listed[TrustedDevice]](api.ok("GET", devicesOfAda, ""))
	if got.TotalCount != 2 || len(got.Data) != 2 {
		t.Fatalf("got %s", marshal(got))
	}
	tablet, phone := got.Data[0], got.Data[1]
	if phone.ID != "tdev_1" || *phone.Name != "Phone" || phone.Platform != "android" ||
		phone.AppIdentifier != "com.example.engines" ||
		*phone.LastUsedAt != testTime.UnixMilli()-500 ||
		phone.RevokedAt != nil {
		t.Errorf("got %s", marshal(phone))
	}
	if tablet.ID == "" || tablet.Name != nil || tablet.Platform != "ios" || tablet.CreatedAt != testTime.UnixMilli() ||
		tablet.LastUsedAt != nil {
		t.Errorf("got %s", marshal(tablet))
	}
	newcomer := api.create(`{"username":"idarhodes"}`)
	none := string(api.ok("GET", "/v1/users/"+newcomer.ID+"/trusted_devices", "").body)
	if none != `{"data":[],"total_count":0}` {
		t.Errorf("got %s", none)
	}
}

func TestTrustedDevices_revoke_endsOneDevice(t *testing.T) {
	api := startTest(t, Config{})
	seedDevices(t, api)
	api.AdvanceClock(1e9)
	revoked := decoded[TrustedDevice](api.ok("DELETE", devicesOfAda+"/tdev_1", ""))
	if now := testTime.UnixMilli() + 1000; revoked.Status != "revoked" || *revoked.RevokedAt != now ||
		revoked.UpdatedAt != now ||
		*revoked.Name != "Phone" {
		t.Errorf("got %s", marshal(revoked))
	}
	left := decoded[listed[TrustedDevice]](api.ok("GET", devicesOfAda, ""))
	if left.TotalCount != 1 || left.Data[0].ID == "tdev_1" {
		t.Errorf("got %s", marshal(left))
	}
	var statuses []string
	for _, device := range api.TrustedDevices("user_ada") {
		statuses = append(statuses, device.Status)
	}
	if got := strings.Join(statuses, " "); got != "revoked revoked active" {
		t.Errorf("got %s", got)
	}
}

func TestTrustedDevices_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	seedDevices(t, api)
	for _, path := range []string{
		devicesOfAda + "/tdev_none", devicesOfAda + "/tdev_4", devicesOfAda + "/tdev_2",
		"/v1/users/user_none/trusted_devices/tdev_1",
	} {
		api.refused("DELETE", path, "", 404, "resource_not_found")
	}
	api.refused("GET", "/v1/users/user_none/trusted_devices", "", 404, "resource_not_found")
	if got := api.TrustedDevices("user_grace"); got[0].Status != "active" {
		t.Errorf("got %s", marshal(got))
	}
	api.SetBehaviour(Behaviour{RevokedDevicesFound: true})
	got := decoded[TrustedDevice](api.ok("DELETE", devicesOfAda+"/tdev_2", ""))
	if *got.RevokedAt != testTime.UnixMilli()-1000 {
		t.Errorf("got %s", marshal(got))
	}
	api.refused("DELETE", devicesOfAda+"/tdev_4", "", 404, "resource_not_found")
}
