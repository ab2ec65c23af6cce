package emulator

import "net/http"

// overviewRequests is the number of requests in the overview.
const overviewRequests = 12

// overviewData shows the latest changes and requests.
type overviewData struct {
	Changes  changesData
	Requests []requestRow
	Tiles    []tile
}

// tile is a number with a link.
type tile struct {
	Number, Name, Href string
	Tone               string
}

func (e *Emulator) showOverview(*http.Request) (string, any, error) {
	changes, err := e.changesData(0, overviewChanges)
	if err != nil {
		return "", nil, err
	}
	found, _ := e.log.requests(requestFilter{limit: overviewRequests})
	stats, faults := e.Stats(), len(e.faults.current().Rules)
	e.mu.RLock()
	organizations := e.store.organizations.len()
	e.mu.RUnlock()
	writes := 0
	for operation, number := range stats.Requests {
		if len(operation) > 3 && operation[:4] != "GET " {
			writes += number
		}
	}
	data := overviewData{Changes: changes, Requests: requestRows(found), Tiles: []tile{
		{thousands(stats.Users), "users", link("users"), ""},
		{thousands(organizations), "organizations", link("organizations"), ""},
		{thousands(stats.Total), "requests", link("requests"), ""},
		{thousands(writes), "write requests", link("requests", "status", statusWrites), ""},
		{thousands(stats.Throttled), "rate limited", link("requests", "status", statusLimited), warnAbove(stats.Throttled)},
		{thousands(faults), "fault rules", link("controls"), warnAbove(faults)},
	}}
	return "Overview", data, nil
}

func warnAbove(n int) string {
	if n > 0 {
		return "warn"
	}
	return ""
}
