package actionbase_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestActions_Invoke_missingUser_isAnErrorOnUserID(t *testing.T) {
	w := newEnvironment(t)
	for name, test := range everyAction {
		if name == "clerk_session_revoke" {
			continue // it names no user
		}
		got := w.fail(name, with(test.inputs, "user_id", "user_nobody"))
		if got.Attribute.String() != `AttributeName("user_id")` || !strings.HasSuffix(got.Summary, "user user_nobody") ||
			!strings.Contains(
				got.Detail,
				"The user does not exist, or was deleted",
			) || !strings.Contains(got.Detail, "Clerk trace id") {
			t.Errorf("%s says on %s: %s\n%s", name, got.Attribute, got.Summary, got.Detail)
		}
	}
}

func TestActions_Invoke_missingSession_needsNoRevocation(t *testing.T) {
	w := newEnvironment(t)
	progress := w.run("clerk_session_revoke", acctest.Values{"session_id": "sess_gone"})
	if len(progress) != 1 || progress[0] != "Nothing to do: there is no session sess_gone." {
		t.Errorf("the progress is %q", progress)
	}
	if writes := w.Writes(); len(writes) != 0 {
		t.Errorf("it sent %v", writes)
	}
}

func TestActions_Invoke_refusal_isOnTheInputWithAdvice(t *testing.T) {
	lastWallet := func(w *environment) {
		w.change(func(u *emulator.User) {
			u.EmailAddresses, u.PhoneNumbers, u.ExternalAccounts, u.PrimaryEmailAddressID, u.PrimaryPhoneNumberID = nil, nil, nil, nil, nil
			u.Web3Wallets[0].ID = "idn_wallet"
		})
	}
	behaviour := func(change func(*emulator.Behaviour)) func(*environment) {
		return func(w *environment) {
			b := w.Behaviour()
			change(&b)
			w.SetBehaviour(b)
		}
	}
	needsPlan := behaviour(func(b *emulator.Behaviour) { b.BanNeedsPlan = true })
	noLockout := behaviour(func(b *emulator.Behaviour) { b.LockoutDisabled = true })
	for name, test := range map[string]struct {
		action  string
		inputs  acctest.Values
		before  func(*environment)
		at      string
		summary string
		says    []string
	}{
		"a plan without bans": {
			"clerk_user_ban", ofAda(), needsPlan, "", "Could not ban the user user_ada",
			[]string{"status 402", "Features that the Clerk subscription does not include: user_ban.", "remove this action"},
		},
		"a plan without bans, for many": {
			"clerk_user_ban", acctest.Values{"user_ids": []any{"user_ada", "user_bare"}}, needsPlan, "", "Could not ban 2 users",
			[]string{"status 402", "Users without a confirmation (2): user_ada, user_bare."},
		},
		"a lock without lockout": {
			"clerk_user_lock", ofAda(), noLockout, "", "Could not lock the user user_ada", []string{"status 403", "Enable the feature in the Clerk Dashboard, or remove this action."},
		},
		"the end of a lock without lockout": {
			"clerk_user_unlock", ofAda(), func(w *environment) {
				w.change(func(u *emulator.User) { u.Locked = true })
				noLockout(w)
			}, "", "Could not unlock the user user_ada", []string{"status 403"},
		},
		"the last wallet": {
			"clerk_user_delete_web3_wallet", ofAda(acctest.Values{"web3_wallet_id": "idn_wallet"}), lastWallet, "web3_wallet_id",
			"Could not delete the web3 wallet idn_wallet of the user user_ada", []string{"Add another one first"},
		},
		"a password that is not there": {
			"clerk_user_set_password_compromised", acctest.Values{"user_id": "user_bare", "revoke_all_sessions": true}, nil, "user_id",
			"Could not mark as compromised the password of the user user_bare", []string{"no_password_set", "clerk_user_revoke_sessions"},
		},
		"passwords that are off": {
			"clerk_user_set_password_compromised", ofAda(), behaviour(func(b *emulator.Behaviour) { b.PasswordDisabled = true }), "",
			"Could not mark as compromised the password of the user user_ada", []string{"password_disabled"},
		},
		"a wrong code": {
			"clerk_user_verify_totp", ofAda(acctest.Values{"code": "000000"}), nil, "code", "Could not verify a code of the user user_ada",
			[]string{"totp_incorrect_code", "Pass the code that the user's authenticator shows now"},
		},
		"a code of another length": {
			"clerk_user_verify_totp", ofAda(acctest.Values{"code": "not-a-backup-code"}), nil, "code", "Could not verify a code of the user user_ada",
			[]string{"totp_invalid_length"},
		},
		"a code of a user without a TOTP": {
			"clerk_user_verify_totp", acctest.Values{"user_id": "user_bare", "code": "123456"}, nil, "user_id", "Could not verify a code of the user user_bare",
			[]string{"totp_disabled", "The user has no TOTP"},
		},
		"a code with a lost answer": {
			"clerk_user_verify_totp", ofAda(acctest.Values{"code": "first-backup-code"}), func(w *environment) { w.setFaults(emulator.FaultRule{Method: "POST", Kind: emulator.FaultResetAfter}) },
			"", "Could not verify a code of the user user_ada", []string{"no answer from Clerk", "If it was a backup code, it may no longer be valid."},
		},
		"trouble of Clerk": {
			"clerk_user_delete_passkey", ofAda(acctest.Values{"passkey_id": "idn_passkey"}), func(w *environment) {
				w.setFaults(emulator.FaultRule{Method: "DELETE", Kind: emulator.FaultStatus, Status: 500})
			}, "", "Could not delete the passkey idn_passkey of the user user_ada", []string{"status 500", "https://status.clerk.com"},
		},
		"no answer": {
			"clerk_user_disable_mfa", ofAda(), func(w *environment) {
				w.setFaults(emulator.FaultRule{Method: "DELETE", Kind: emulator.FaultResetBefore})
			},
			"", "Could not disable the MFA of the user user_ada", []string{"no answer from Clerk"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newEnvironment(t)
			if test.before != nil {
				test.before(w)
			}
			got := w.fail(test.action, test.inputs)
			w.expect(got, test.at, test.summary, test.says...)
			if strings.Contains(got.Detail, "no longer be valid.") != (name == "a code with a lost answer") {
				t.Errorf("it says that a code may no longer be valid:\n%s", got.Detail)
			}
			if code, ok := test.inputs["code"].(string); ok && strings.Contains(got.Summary+got.Detail, code) {
				t.Errorf("the error repeats the code:\n%s", got.Detail)
			}
		})
	}
}

func TestActions_Invoke_codeOfTheAuthenticator_isVerified(t *testing.T) {
	w := newEnvironment(t)
	code, err := w.TOTPCode("user_ada")
	if err != nil {
		t.Fatal(err)
	}
	progress := w.run("clerk_user_verify_totp", ofAda(acctest.Values{"code": code}))
	if len(progress) != 1 || progress[0] != "Done: the code of the user user_ada is right (totp)." {
		t.Errorf("the progress is %q", progress)
	}
}

// A deletion with a lost answer is sent again. An object that is missing then was
// deleted.
func TestActions_Invoke_lostAnswerOfDelete_isNoError(t *testing.T) {
	w := newEnvironment(t)
	w.protocol = acctest.NewProtocol(t, w.Instance)
	w.setFaults(emulator.FaultRule{Method: "DELETE", Kind: emulator.FaultResetAfter, Count: 1})
	progress := w.run("clerk_user_delete_passkey", ofAda(acctest.Values{"passkey_id": "idn_passkey"}))
	if len(progress) != 1 || !strings.HasPrefix(progress[0], "Done: ") || len(w.Writes()) != 2 {
		t.Errorf("the progress is %q and sent %v", progress, w.Writes())
	}
}

func TestActions_PlanAction_unknownSecretKey_isNoError(t *testing.T) {
	w := newEnvironment(t)
	w.protocol = acctest.NewProtocol(t, w.Instance, acctest.Values{"secret_key": acctest.Unknown})
	for name, test := range everyAction {
		for _, diagnostic := range w.protocol.PlanAction(name, test.inputs) {
			t.Errorf("%s: the plan says %s", name, diagnostic.Summary)
		}
		w.expect(w.fail(name, test.inputs), "", "The provider has no secret key", "CLERK_SECRET_KEY")
	}
}

func TestActions_Invoke_answerWithoutTheChange_isAnError(t *testing.T) {
	const accepted = "Clerk accepted the request, but its answer does not show that the user "
	for name, says := range map[string]string{
		"clerk_user_ban": accepted, "clerk_user_lock": accepted,
		// The client checks what removes something.
		"clerk_user_remove_password": "it does not say that user_ada has no password",
	} {
		w := newEnvironment(t)
		url := w.Front(func(_ http.ResponseWriter, r *http.Request) bool {
			r.Method, r.URL.Path, r.Body = http.MethodGet, "/v1/users/user_ada", http.NoBody
			return false
		})
		w.protocol = acctest.NewProtocol(t, w.Instance, acctest.Values{"api_url": url})
		got := w.fail(name, ofAda())
		if !strings.Contains(got.Detail, says) {
			t.Errorf("%s says %s", name, got.Detail)
		}
	}
}

// What counts as a second factor is not known for sure, so each sign of one is
// taken for one.
func TestActions_Invoke_disableMFA_withAnyFactor_disablesMFA(t *testing.T) {
	for sign, set := range map[string]func(*emulator.User){
		"two factors":  func(u *emulator.User) { u.TwoFactorEnabled = true },
		"a TOTP":       func(u *emulator.User) { u.TOTPEnabled = true },
		"backup codes": func(u *emulator.User) { u.BackupCodeEnabled = true },
		"a phone":      func(u *emulator.User) { u.PhoneNumbers[0].ReservedForSecondFactor = true },
	} {
		w := newEnvironment(t)
		w.change(func(u *emulator.User) {
			u.TwoFactorEnabled, u.TOTPEnabled, u.BackupCodeEnabled, u.PhoneNumbers[0].ReservedForSecondFactor = false, false, false, false
			set(u)
		})
		w.run("clerk_user_disable_mfa", ofAda())
		if writes := w.Writes(); len(writes) != 1 {
			t.Errorf("with %s, it sent %v", sign, writes)
		}
	}
}
