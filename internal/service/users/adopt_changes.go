package users

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// adoptionChanges lists the changes of an apply to a user that it adopts. Terraform shows a plan of a new user, without
// these changes. Values of private metadata and of credentials are not named.
func adoptionChanges(ctx context.Context, plan, found, config *userModel) []string {
	texts := changedValues(ctx, plan, found)
	for _, kind := range identifierSets {
		change, _ := diffIdentifiers(kind, plan, found)
		if len(change.add) > 0 {
			texts = append(texts, fmt.Sprintf("%s: adds %s", kind.set, quotedList(change.add)))
		}
		if len(change.remove) > 0 {
			texts = append(texts, fmt.Sprintf("%s: removes %s", kind.set, quotedList(change.remove)))
		}
		if change.primary != "" {
			texts = append(texts, fmt.Sprintf("%s: becomes %q", kind.primary, change.primary))
		}
	}
	for name, field := range map[string][2]customtypes.JSONObject{
		"public_metadata":  {plan.PublicMetadata, found.PublicMetadata},
		"private_metadata": {plan.PrivateMetadata, found.PrivateMetadata},
		"unsafe_metadata":  {plan.UnsafeMetadata, found.UnsafeMetadata},
	} {
		if changed(ctx, field[0], field[1]) {
			texts = append(
				texts,
				name+": "+changedKeys(
					customtypes.DecodeObject(field[0].ValueString()),
					customtypes.DecodeObject(field[1].ValueString()),
				),
			)
		}
	}
	sent := diff(ctx, plan, found, config)
	for name, replaced := range map[string]bool{
		"password":     !sent.profile.Password.IsZero() || !sent.profile.PasswordDigest.IsZero(),
		"TOTP secret":  !sent.profile.TOTPSecret.IsZero(),
		"backup codes": sent.profile.BackupCodes != nil,
	} {
		if replaced {
			texts = append(texts, name+": set, or replaced if the user has one")
		}
	}
	slices.Sort(texts)
	return texts
}

// changedValues lists the plain attributes of the API that change.
func changedValues(ctx context.Context, plan, found *userModel) (texts []string) {
	for _, a := range plainAttributes {
		if a.read == nil || !a.schema.IsOptional() {
			continue
		}
		if before, after := a.value(found), a.value(plan); changed(ctx, after, before) {
			texts = append(texts, fmt.Sprintf("%s: from %s to %s", a.name, before, after))
		}
	}
	return texts
}

// changedKeys names the top-level keys of metadata that are set, changed and removed.
func changedKeys(planned, held map[string]any) string {
	var set, removed []string
	for _, key := range slices.Sorted(maps.Keys(planned)) {
		if fmt.Sprint(planned[key]) != fmt.Sprint(held[key]) {
			set = append(set, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(held)) {
		if _, kept := planned[key]; !kept {
			removed = append(removed, key)
		}
	}
	var texts []string
	if len(set) > 0 {
		texts = append(texts, "sets "+quotedList(set))
	}
	if len(removed) > 0 {
		texts = append(texts, "removes "+quotedList(removed))
	}
	return strings.Join(texts, ", ")
}
