package emulator

import (
	"net/http"
	"slices"
)

// instanceRestrictions are the restrictions of the instance, in the format of the API.
type instanceRestrictions struct {
	Object                             string `json:"object"`
	Allowlist                          bool   `json:"allowlist"`
	Blocklist                          bool   `json:"blocklist"`
	AllowlistBlocklistDisabledOnSignIn bool   `json:"allowlist_blocklist_disabled_on_sign_in"`
	BlockEmailSubaddresses             bool   `json:"block_email_subaddresses"`
	BlockDisposableEmailDomains        bool   `json:"block_disposable_email_domains"`
}

// updateRestrictions handles PATCH /instance/restrictions. It returns the values if the body is empty.
func (c *call) updateRestrictions() (any, error) {
	if c.behaviour.RestrictionsNeedPlan {
		return nil, planLacks("restrictions")
	}
	var params struct {
		Allowlist                          param[bool] `param:"allowlist,nullable"`
		Blocklist                          param[bool] `param:"blocklist,nullable"`
		AllowlistBlocklistDisabledOnSignIn param[bool] `param:"allowlist_blocklist_disabled_on_sign_in,nullable"`
		BlockEmailSubaddresses             param[bool] `param:"block_email_subaddresses,nullable"`
		BlockDisposableEmailDomains        param[bool] `param:"block_disposable_email_domains,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	changed := c.store.restrictions.value
	changed.Object = "instance_restrictions"
	empty := true
	for _, switched := range []struct {
		name string
		sent param[bool]
		to   *bool
	}{
		{"allowlist", params.Allowlist, &changed.Allowlist},
		{"blocklist", params.Blocklist, &changed.Blocklist},
		{
			"allowlist_blocklist_disabled_on_sign_in", params.AllowlistBlocklistDisabledOnSignIn,
			&changed.AllowlistBlocklistDisabledOnSignIn,
		},
		{"block_email_subaddresses", params.BlockEmailSubaddresses, &changed.BlockEmailSubaddresses},
		{"block_disposable_email_domains", params.BlockDisposableEmailDomains, &changed.BlockDisposableEmailDomains},
	} {
		if !switched.sent.hasValue() {
			continue
		}
		empty = false
		*switched.to = switched.sent.Value
		problems = append(problems, c.restrictionProblems(switched.name, switched.sent.Value)...)
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if empty && c.behaviour.EmptyRestrictionsRefused {
		return nil, failure(http.StatusUnprocessableEntity, "form_param_missing", "is missing",
			"At least one restriction must be included.")
	}
	c.store.restrictions.value = changed
	return changed, nil
}

func (c *call) restrictionProblems(name string, on bool) []problem {
	switch {
	case slices.Contains(c.behaviour.DisabledRestrictions, name):
		return []problem{about(name, "disabled_instance_restriction", "is not allowed",
			"`%s` isn't allowed to be set for this instance", name)}
	case name == "allowlist" && on && c.behaviour.SignUpMode != "":
		return []problem{about(name, "sign_up_mode_restricted_invalid_value", "is not allowed",
			"`%s` isn't allowed to be `%v` when sign-up mode is set to %s", name, on, c.behaviour.SignUpMode)}
	}
	return nil
}
