package emulator

import (
	"encoding/json"
	"net/http"
)

// controlsData shows the settings, and has a form for each control.
type controlsData struct {
	Faults   []faultRow
	Presets  []preset
	Settings settings
	// Switches is the JSON of the behaviour.
	Switches json.RawMessage
}

// faultRow is a rule in force.
type faultRow struct {
	JSON    string
	Kind    string
	Applied int
}

// preset is a body for an endpoint, to begin with.
type preset struct{ Name, JSON string }

// faultPresets are common faults. The README describes all kinds.
var faultPresets = []preset{
	{
		"Lose the answer to one create",
		`{"rules": [{"method": "POST", "path": "/v1/users", "kind": "reset_after", "count": 1}]}`,
	},
	{"Answer 503 to the next three requests", `{"rules": [{"kind": "status", "status": 503, "count": 3}]}`},
	{"Answer 429 to every fifth request", `{"seed": 1, "rules": [{"kind": "status", "status": 429, "probability": 0.2}]}`},
	{"Delay every answer by one second", `{"rules": [{"kind": "delay", "delay_ms": 1000}]}`},
	{
		"Refuse all changes of users",
		`{"rules": [{"method": "PATCH", "path": "/v1/users/*", "kind": "status", "status": 403}]}`,
	},
}

func (e *Emulator) showControls(*http.Request) (string, any, error) {
	data := controlsData{Presets: faultPresets, Settings: e.settings()}
	data.Switches = marshal(data.Settings.Behaviour)
	for _, rule := range e.faults.current().Rules {
		data.Faults = append(data.Faults, faultRow{string(marshal(rule.FaultRule)), rule.Kind, rule.Applied})
	}
	return "Controls", data, nil
}
