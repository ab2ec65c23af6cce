package emulator

import "encoding/json"

// Session is a session in the format of the API. Times are Unix milliseconds.
type Session struct {
	Object                   string           `json:"object"`
	ID                       string           `json:"id"`
	UserID                   string           `json:"user_id"`
	ClientID                 string           `json:"client_id"`
	Actor                    json.RawMessage  `json:"actor"`
	Status                   string           `json:"status"`
	LastActiveOrganizationID *string          `json:"last_active_organization_id"`
	LastActiveAt             int64            `json:"last_active_at"`
	LatestActivity           *SessionActivity `json:"latest_activity"`
	ExpireAt                 int64            `json:"expire_at"`
	AbandonAt                int64            `json:"abandon_at"`
	UpdatedAt                int64            `json:"updated_at"`
	CreatedAt                int64            `json:"created_at"`
	Tasks                    []SessionTask    `json:"tasks"`
}

// sessionWithoutTasks is a session in versions of the API that have no tasks.
type sessionWithoutTasks struct {
	Session
	// Tasks hides the field of the session.
	Tasks *struct{} `json:"tasks,omitempty"`
}

// tasksSince is the first version in which a session can have tasks and can be pending.
const tasksSince = "2025-03-12"

// statusIn returns the status in a version of the API. A session with tasks is active in versions before tasksSince,
// because they have no other status for a user who has signed in.
func (s Session) statusIn(version string) string {
	if s.Status == pendingStatus && version < tasksSince {
		return "active"
	}
	return s.Status
}

// sessionAnswer returns a session in the format of a version.
func sessionAnswer(s Session, version string) any {
	if version >= tasksSince {
		return s
	}
	s.Status = s.statusIn(version)
	return sessionWithoutTasks{Session: s}
}

// clientAnswer is a client with its sessions in the format of a version.
type clientAnswer struct {
	Client
	// Sessions hides the field of the client.
	Sessions []any `json:"sessions"`
}

func newClientAnswer(c Client, version string) clientAnswer {
	answer := clientAnswer{Client: c, Sessions: make([]any, len(c.Sessions))}
	for i, session := range c.Sessions {
		answer.Sessions[i] = sessionAnswer(session, version)
	}
	return answer
}

// SessionActivity is the latest activity of a session in the format of the API.
type SessionActivity struct {
	Object         string `json:"object"`
	ID             string `json:"id"`
	DeviceType     string `json:"device_type,omitempty"`
	IsMobile       bool   `json:"is_mobile"`
	BrowserName    string `json:"browser_name,omitempty"`
	BrowserVersion string `json:"browser_version,omitempty"`
	IPAddress      string `json:"ip_address,omitempty"`
	City           string `json:"city,omitempty"`
	Country        string `json:"country,omitempty"`
}

// SessionTask is a step that the user must complete before the session becomes active.
type SessionTask struct {
	Key string `json:"key"`
}

// Client is a device with sessions, in the format of the API.
type Client struct {
	Object                     string    `json:"object"`
	ID                         string    `json:"id"`
	SessionIDs                 []string  `json:"session_ids"`
	Sessions                   []Session `json:"sessions"`
	SignInID                   *string   `json:"sign_in_id"`
	SignUpID                   *string   `json:"sign_up_id"`
	LastActiveSessionID        *string   `json:"last_active_session_id"`
	LastAuthenticationStrategy *string   `json:"last_authentication_strategy"`
	UpdatedAt                  int64     `json:"updated_at"`
	CreatedAt                  int64     `json:"created_at"`
}

// page is the object form of a list.
type page struct {
	Data       any `json:"data"`
	TotalCount int `json:"total_count"`
}
