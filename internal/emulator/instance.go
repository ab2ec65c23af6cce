package emulator

// instanceAnswer is the instance in the format of the API.
type instanceAnswer struct {
	Object          string   `json:"object"`
	ID              string   `json:"id"`
	EnvironmentType string   `json:"environment_type"`
	AllowedOrigins  []string `json:"allowed_origins"`
	WorkspaceID     *string  `json:"workspace_id"`
}

// getInstance handles GET /instance. The environment is determined by the secret key.
func (c *call) getInstance() (any, error) {
	answer := instanceAnswer{
		Object:          "instance",
		ID:              c.instance,
		EnvironmentType: "development",
		AllowedOrigins:  c.behaviour.AllowedOrigins,
	}
	if c.config.production() {
		answer.EnvironmentType = "production"
	}
	if c.behaviour.WorkspaceID != "" {
		answer.WorkspaceID = &c.behaviour.WorkspaceID
	}
	return answer, nil
}
