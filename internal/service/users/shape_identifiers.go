package users

import (
	"cmp"
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

var identifiersShown = datasourcebase.Attributes[clerk.User]{
	"email_addresses": datasourcebase.Objects(
		"The email addresses, the oldest first.",
		emailAddressShape,
		func(u *clerk.User) []clerk.EmailAddress {
			return inOrder(u.EmailAddresses, func(e clerk.EmailAddress) (clerk.UnixMilli, string) { return e.CreatedAt, e.ID })
		},
	),
	"phone_numbers": datasourcebase.Objects(
		"The phone numbers, the oldest first.",
		phoneNumberShape,
		func(u *clerk.User) []clerk.PhoneNumber {
			return inOrder(u.PhoneNumbers, func(p clerk.PhoneNumber) (clerk.UnixMilli, string) { return p.CreatedAt, p.ID })
		},
	),
	"web3_wallets": datasourcebase.Objects(
		"The web3 wallets, the oldest first.",
		web3WalletShape,
		func(u *clerk.User) []clerk.Web3Wallet {
			return inOrder(u.Web3Wallets, func(w clerk.Web3Wallet) (clerk.UnixMilli, string) { return w.CreatedAt, w.ID })
		},
	),
	"passkeys": datasourcebase.Objects(
		"The passkeys, in the order of their ids.",
		passkeyShape,
		func(u *clerk.User) []clerk.Passkey {
			return inOrder(u.Passkeys, func(p clerk.Passkey) (clerk.UnixMilli, string) { return 0, p.ID })
		},
	),
}

// inOrder sorts by age, then by id. Clerk guarantees no order, and a different order in a read would show as a change.
func inOrder[T any](list []T, age func(T) (clerk.UnixMilli, string)) []T {
	return slices.SortedFunc(slices.Values(list), func(a, b T) int {
		madeA, idA := age(a)
		madeB, idB := age(b)
		return cmp.Or(cmp.Compare(madeA, madeB), cmp.Compare(idA, idB))
	})
}

// verificationShape omits the nonce, the message and the redirect address of a verification that is not completed.
var verificationShape = datasourcebase.NewShape(datasourcebase.Attributes[clerk.Verification]{
	"status": datasourcebase.String(
		"The status of the verification, such as `verified`, `unverified`, `failed` or `expired`.",
		func(v *clerk.Verification) string {
			return v.Status
		},
	),
	"strategy": datasourcebase.String(
		"The method of the verification, such as `email_code`, `from_oauth_google` or, by an administrator, `admin`.",
		func(v *clerk.Verification) string {
			return v.Strategy
		},
	),
	"attempts": datasourcebase.OptionalInt64(
		"How many attempts were made, if Clerk counts them.",
		func(v *clerk.Verification) *int64 { return v.Attempts },
	),
	"expire_at": datasourcebase.OptionalTime(
		"When the verification expires if it is not completed.",
		func(v *clerk.Verification) *clerk.UnixMilli { return v.ExpireAt },
	),
	"channel": datasourcebase.String(
		"How a code is sent to a phone, such as `sms`.",
		func(v *clerk.Verification) string { return deref(v.Channel) },
	),
	"verified_at_client": datasourcebase.String(
		"The id of the client on which it was completed.",
		func(v *clerk.Verification) string {
			return deref(v.VerifiedAtClient)
		},
	),
	"error": datasourcebase.Object(
		"Why a verification by another provider failed, null if it did not fail.",
		datasourcebase.NewShape(datasourcebase.Attributes[clerk.VerificationError]{
			"code": datasourcebase.String(
				"The code of Clerk's error.",
				func(e *clerk.VerificationError) string { return e.Code },
			),
			"message": datasourcebase.String("The message.", func(e *clerk.VerificationError) string { return e.Message }),
			"long_message": datasourcebase.String(
				"The message with more details.",
				func(e *clerk.VerificationError) string { return e.LongMessage },
			),
		}),
		func(v *clerk.Verification) *clerk.VerificationError { return v.Error },
	),
})

func verificationShown[T any](noun string, of func(*T) *clerk.Verification) datasourcebase.Attribute[T] {
	return datasourcebase.Object(
		"The verification of the "+noun+" and its status. It is null if no verification was started.",
		verificationShape,
		of,
	)
}

func linkedToShown[T any](noun string, of func(*T) []clerk.LinkedIdentification) datasourcebase.Attribute[T] {
	return datasourcebase.Objects(
		"The objects that added the "+noun+", such as an account at an OAuth provider, in the order of their ids.",
		datasourcebase.NewShape(datasourcebase.Attributes[clerk.LinkedIdentification]{
			"type": datasourcebase.String(
				"The type of the object, such as `oauth_google`.",
				func(l *clerk.LinkedIdentification) string { return l.Type },
			),
			"id": datasourcebase.String("The id of the object.", func(l *clerk.LinkedIdentification) string { return l.ID }),
		}),
		func(t *T) []clerk.LinkedIdentification {
			return inOrder(of(t), func(l clerk.LinkedIdentification) (clerk.UnixMilli, string) { return 0, l.ID })
		},
	)
}

var emailAddressShape = datasourcebase.NewShape(datasourcebase.Attributes[clerk.EmailAddress]{
	"id": datasourcebase.String(
		"The id, such as `idn_2abc…`.",
		func(e *clerk.EmailAddress) string { return e.ID },
	),
	"email_address": datasourcebase.String(
		"The email address.",
		func(e *clerk.EmailAddress) string { return e.EmailAddress },
	),
	"reserved": datasourcebase.Bool(
		"Whether the address is reserved for this user although it is not verified: no other user can add it.",
		func(e *clerk.EmailAddress) bool {
			return e.Reserved
		},
	),
	"matches_sso_connection": datasourcebase.Bool(
		"Whether the domain of the address belongs to an active enterprise connection.",
		func(e *clerk.EmailAddress) bool {
			return e.MatchesSSOConnection
		},
	),
	"verification": verificationShown(
		"address",
		func(e *clerk.EmailAddress) *clerk.Verification { return e.Verification },
	),
	"linked_to": linkedToShown(
		"address",
		func(e *clerk.EmailAddress) []clerk.LinkedIdentification { return e.LinkedTo },
	),
	"created_at": datasourcebase.OptionalTime(
		"When the address was added.",
		func(e *clerk.EmailAddress) *clerk.UnixMilli { return &e.CreatedAt },
	),
	"updated_at": datasourcebase.OptionalTime(
		"When the address was last changed.",
		func(e *clerk.EmailAddress) *clerk.UnixMilli { return &e.UpdatedAt },
	),
})

// phoneNumberShape omits the backup codes, which are credentials.
var phoneNumberShape = datasourcebase.NewShape(datasourcebase.Attributes[clerk.PhoneNumber]{
	"id": datasourcebase.String("The id, such as `idn_2abc…`.", func(p *clerk.PhoneNumber) string { return p.ID }),
	"phone_number": datasourcebase.String(
		"The phone number in E.164 form.",
		func(p *clerk.PhoneNumber) string { return p.PhoneNumber },
	),
	"reserved": datasourcebase.Bool(
		"Whether the number is reserved for this user although it is not verified: no other user can add it.",
		func(p *clerk.PhoneNumber) bool {
			return p.Reserved
		},
	),
	"reserved_for_second_factor": datasourcebase.Bool(
		"Whether the number is a second factor of the user.",
		func(p *clerk.PhoneNumber) bool {
			return p.ReservedForSecondFactor
		},
	),
	"default_second_factor": datasourcebase.Bool(
		"Whether the number is the default second factor: a sign-in requests it first.",
		func(p *clerk.PhoneNumber) bool {
			return p.DefaultSecondFactor
		},
	),
	"verification": verificationShown("number", func(p *clerk.PhoneNumber) *clerk.Verification { return p.Verification }),
	"linked_to":    linkedToShown("number", func(p *clerk.PhoneNumber) []clerk.LinkedIdentification { return p.LinkedTo }),
	"created_at": datasourcebase.OptionalTime(
		"When the number was added.",
		func(p *clerk.PhoneNumber) *clerk.UnixMilli { return &p.CreatedAt },
	),
	"updated_at": datasourcebase.OptionalTime(
		"When the number was last changed.",
		func(p *clerk.PhoneNumber) *clerk.UnixMilli { return &p.UpdatedAt },
	),
})

var web3WalletShape = datasourcebase.NewShape(datasourcebase.Attributes[clerk.Web3Wallet]{
	"id": datasourcebase.String(
		"The id, such as `idn_2abc…`.",
		func(w *clerk.Web3Wallet) string { return w.ID },
	),
	"web3_wallet": datasourcebase.String(
		"The address of the wallet.",
		func(w *clerk.Web3Wallet) string { return w.Web3Wallet },
	),
	"verification": verificationShown("wallet", func(w *clerk.Web3Wallet) *clerk.Verification { return w.Verification }),
	"created_at": datasourcebase.OptionalTime(
		"When the wallet was added.",
		func(w *clerk.Web3Wallet) *clerk.UnixMilli { return &w.CreatedAt },
	),
	"updated_at": datasourcebase.OptionalTime(
		"When the wallet was last changed.",
		func(w *clerk.Web3Wallet) *clerk.UnixMilli { return &w.UpdatedAt },
	),
})

var passkeyShape = datasourcebase.NewShape(datasourcebase.Attributes[clerk.Passkey]{
	"id": datasourcebase.String("The id, such as `idn_2abc…`.", func(p *clerk.Passkey) string { return p.ID }),
	"name": datasourcebase.String(
		"The name of the passkey that the user sees.",
		func(p *clerk.Passkey) string { return p.Name },
	),
	"last_used_at": datasourcebase.OptionalTime(
		"When it was last used.",
		func(p *clerk.Passkey) *clerk.UnixMilli { return p.LastUsedAt },
	),
	"verification": verificationShown("passkey", func(p *clerk.Passkey) *clerk.Verification { return p.Verification }),
})
