package actionbase_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// ofAda are the inputs of an action on the user with everything.
func ofAda(more ...acctest.Values) acctest.Values {
	return acctest.Values{"user_id": "user_ada"}.With(more...)
}

// everyAction has the requests, the result and the progress of each action. A second
// invocation must send nothing, unless again is set.
var everyAction = map[string]struct {
	inputs   acctest.Values
	before   func(*environment)
	writes   []string
	holds    func(*environment) bool
	progress string
	again    []string
	repeat   string
}{
	"clerk_user_ban": {
		inputs: ofAda(), writes: []string{"POST /users/user_ada/ban"},
		holds: func(w *environment) bool {
			return w.user().Banned && w.statuses() == "active revoked, ended ended, pending revoked"
		},
		progress: "Done: the user user_ada is banned.", repeat: "Nothing to do: the user user_ada is banned.",
	},
	"clerk_user_unban": {
		inputs: ofAda(), before: func(w *environment) { w.change(func(u *emulator.User) { u.Banned = true }) },
		writes: []string{"POST /users/user_ada/unban"}, holds: func(w *environment) bool { return !w.user().Banned },
		progress: "Done: the user user_ada is not banned.", repeat: "Nothing to do: the user user_ada is not banned.",
	},
	"clerk_user_lock": {
		inputs:   ofAda(),
		writes:   []string{"POST /users/user_ada/lock"},
		holds:    func(w *environment) bool { return w.user().Locked },
		progress: "Done: the user user_ada is locked.",
		repeat:   "Nothing to do: the user user_ada is locked.",
	},
	"clerk_user_unlock": {
		inputs: ofAda(), before: func(w *environment) { w.change(func(u *emulator.User) { u.Locked = true }) },
		writes: []string{"POST /users/user_ada/unlock"}, holds: func(w *environment) bool { return !w.user().Locked },
		progress: "Done: the user user_ada is not locked.", repeat: "Nothing to do: the user user_ada is not locked.",
	},
	"clerk_session_revoke": {
		inputs:   acctest.Values{"session_id": "sess_active"},
		writes:   []string{"POST /sessions/sess_active/revoke"},
		holds:    func(w *environment) bool { return w.statuses() == "active revoked, ended ended, pending pending" },
		progress: "Done: the session sess_active of the user user_ada is revoked.",
		repeat:   "Nothing to do: the session sess_active is revoked already.",
	},
	"clerk_user_revoke_sessions": {
		inputs: ofAda(),
		writes: []string{"POST /sessions/sess_pending/revoke", "POST /sessions/sess_active/revoke"},
		holds: func(w *environment) bool {
			return w.statuses() == "active revoked, ended ended, pending revoked" &&
				w.Sessions("user_bare")[0].Status == "active"
		},
		progress: "2 of 2 sessions of the user user_ada are revoked.",
		repeat:   "Nothing to do: the user user_ada has no active session.",
	},
	"clerk_user_disable_mfa": {
		inputs: ofAda(),
		writes: []string{"DELETE /users/user_ada/mfa"},
		holds: func(w *environment) bool {
			u := w.user()
			return !u.TOTPEnabled && !u.BackupCodeEnabled && !u.TwoFactorEnabled && !u.PhoneNumbers[0].ReservedForSecondFactor
		},
		progress: "Done: the user user_ada has no second factor.",
		repeat:   "Nothing to do: the user user_ada has no second factor.",
	},
	"clerk_user_delete_totp": {
		inputs: ofAda(), writes: []string{"DELETE /users/user_ada/totp"},
		holds:    func(w *environment) bool { return !w.user().TOTPEnabled && w.user().BackupCodeEnabled },
		progress: "Done: the user user_ada has no TOTP.", repeat: "Nothing to do: the user user_ada has no TOTP.",
	},
	"clerk_user_delete_backup_codes": {
		inputs:   ofAda(),
		writes:   []string{"DELETE /users/user_ada/backup_code"},
		holds:    func(w *environment) bool { return !w.user().BackupCodeEnabled && w.user().TOTPEnabled },
		progress: "Done: the user user_ada has no backup codes.",
		repeat:   "Nothing to do: the user user_ada has no backup codes.",
	},
	"clerk_user_delete_passkey": {
		inputs: ofAda(
			acctest.Values{"passkey_id": "idn_passkey"},
		),
		writes:   []string{"DELETE /users/user_ada/passkeys/idn_passkey"},
		holds:    func(w *environment) bool { return len(w.user().Passkeys) == 0 },
		progress: "Done: the passkey idn_passkey of the user user_ada is deleted.",
		again: []string{
			"DELETE /users/user_ada/passkeys/idn_passkey",
		},
		repeat: "Nothing to do: the user user_ada has no passkey idn_passkey.",
	},
	"clerk_user_delete_web3_wallet": {
		inputs: ofAda(acctest.Values{"web3_wallet_id": "idn_wallet"}),
		before: func(w *environment) {
			w.change(func(u *emulator.User) { u.Web3Wallets[0].ID = "idn_wallet"; u.PrimaryWeb3WalletID = nil })
		},
		writes: []string{
			"DELETE /users/user_ada/web3_wallets/idn_wallet",
		},
		holds:    func(w *environment) bool { return len(w.user().Web3Wallets) == 0 },
		progress: "Done: the web3 wallet idn_wallet of the user user_ada is deleted.",
		again: []string{
			"DELETE /users/user_ada/web3_wallets/idn_wallet",
		},
		repeat: "Nothing to do: the user user_ada has no web3 wallet idn_wallet.",
	},
	"clerk_user_delete_external_account": {
		inputs: ofAda(
			acctest.Values{"external_account_id": "eac_github"},
		),
		writes:   []string{"DELETE /users/user_ada/external_accounts/eac_github"},
		holds:    func(w *environment) bool { return len(w.user().ExternalAccounts) == 0 },
		progress: "Done: the external account eac_github of the user user_ada is deleted.",
		again: []string{
			"DELETE /users/user_ada/external_accounts/eac_github",
		},
		repeat: "Nothing to do: the user user_ada has no external account eac_github.",
	},
	"clerk_user_revoke_trusted_device": {
		inputs: ofAda(
			acctest.Values{"trusted_device_id": "tdev_phone"},
		),
		writes:   []string{"DELETE /users/user_ada/trusted_devices/tdev_phone"},
		holds:    func(w *environment) bool { return w.TrustedDevices("user_ada")[0].Status == "revoked" },
		progress: "Done: the trusted device tdev_phone of the user user_ada is revoked.",
		again: []string{
			"DELETE /users/user_ada/trusted_devices/tdev_phone",
		},
		repeat: "Nothing to do: the user user_ada has no trusted device tdev_phone.",
	},
	"clerk_user_remove_password": {
		inputs: ofAda(acctest.Values{"sign_out_of_other_sessions": true}),
		writes: []string{`POST /users/user_ada/remove_password {"sign_out_of_other_sessions":true}`},
		holds: func(w *environment) bool {
			return !w.user().PasswordEnabled && w.statuses() == "active revoked, ended ended, pending revoked"
		},
		progress: "Done: the user user_ada has no password.", repeat: "Nothing to do: the user user_ada has no password.",
	},
	"clerk_user_set_password_compromised": {
		inputs: ofAda(acctest.Values{"revoke_all_sessions": true}),
		writes: []string{`POST /users/user_ada/password/set_compromised {"revoke_all_sessions":true}`},
		holds: func(w *environment) bool {
			return w.PasswordCompromised("user_ada") && w.statuses() == "active revoked, ended ended, pending revoked"
		},
		progress: "Done: the user user_ada has to choose another password at the next sign-in.",
		again: []string{
			`POST /users/user_ada/password/set_compromised {"revoke_all_sessions":true}`,
		},
		repeat: "Done: the user user_ada has to choose another password at the next sign-in.",
	},
	"clerk_user_unset_password_compromised": {
		inputs: ofAda(),
		writes: []string{"POST /users/user_ada/password/unset_compromised"},
		before: func(w *environment) {
			w.run("clerk_user_set_password_compromised", ofAda())
			if !w.PasswordCompromised("user_ada") || !strings.Contains(w.statuses(), "active active") {
				w.t.Fatal("the password is to be compromised, and the sessions are to stay")
			}
		},
		holds:    func(w *environment) bool { return !w.PasswordCompromised("user_ada") },
		progress: "Done: the user user_ada can go on with the password.",
		again: []string{
			"POST /users/user_ada/password/unset_compromised",
		},
		repeat: "Done: the user user_ada can go on with the password.",
	},
	"clerk_user_verify_totp": {
		inputs: ofAda(
			acctest.Values{"code": "first-backup-code"},
		),
		writes:   []string{`POST /users/user_ada/verify_totp {"code":"***"}`},
		holds:    func(w *environment) bool { return !w.user().BackupCodeEnabled && w.user().TOTPEnabled },
		progress: "Done: the code of the user user_ada is right (backup_code).",
	},
}

func TestActions_Invoke_eachAction_sendsOnceReportsAndIsSafeToRepeat(t *testing.T) {
	for name, test := range everyAction {
		t.Run(name, func(t *testing.T) {
			w := newEnvironment(t)
			if test.before != nil {
				test.before(w)
			}
			progress := w.run(name, test.inputs)
			if got := w.paths(); !slices.Equal(got, test.writes) {
				t.Errorf("it sent %q, want %q", got, test.writes)
			}
			if !test.holds(w) {
				t.Errorf("the instance holds %+v with sessions %s", w.user(), w.statuses())
			}
			if len(progress) == 0 || progress[len(progress)-1] != test.progress {
				t.Errorf("the progress is %q, want %q at last", progress, test.progress)
			}
			if test.repeat == "" {
				return
			}
			progress = w.run(name, test.inputs)
			if got := w.paths(); !slices.Equal(got, test.again) {
				t.Errorf("repeated, it sent %q, want %q", got, test.again)
			}
			if !test.holds(w) {
				t.Errorf("repeated, it left %+v", w.user())
			}
			if len(progress) != 1 || progress[0] != test.repeat {
				t.Errorf("the second progress is %q, want %q", progress, test.repeat)
			}
		})
	}
}

// The actions on users and sessions have a row here. All others are invoked by a test of their noun.
func TestActions_everyAction_isInvokedByATest(t *testing.T) {
	for name := range newEnvironment(t).protocol.Schemas.ActionSchemas {
		_, hasRow := everyAction[name]
		isOfUsers := strings.HasPrefix(name, "clerk_user_") || strings.HasPrefix(name, "clerk_session_")
		if !hasRow && (isOfUsers || !acctest.IsTested(t, "action", name)) {
			t.Errorf("no test invokes %s", name)
		}
	}
}
