package identifiers

import (
	"context"
	"errors"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

var errWalletsOnlyAtCreation = errors.New("web3 wallets are taken by Clerk only when a user is created")

// EmailAddress is the email address among the identifiers.
var EmailAddress = Kind{
	Noun:      "email address",
	Plural:    "Email addresses",
	Param:     "email_address",
	Example:   "ada@example.com",
	Fold:      clerk.FoldIdentifier,
	Check:     validators.EmailAddress(),
	PrimaryID: func(user *clerk.User) string { return text(user.PrimaryEmailAddressID) },
	Held: func(user *clerk.User) []Held {
		return heldBy(user.EmailAddresses, text(user.PrimaryEmailAddressID), heldEmail)
	},
	SetPrimary: func(params *clerk.UserUpdateParams, id string) { params.PrimaryEmailAddressID = clerk.Set(id) },
	Get: func(ctx context.Context, client *clerk.Client, id string) (Held, error) {
		return converted(heldEmail)(client.GetEmailAddress(ctx, id))
	},
	Create: func(ctx context.Context, client *clerk.Client, userID, value string, change Change) (Held, error) {
		return converted(heldEmail)(client.CreateEmailAddress(ctx, clerk.EmailAddressCreateParams{
			UserID: userID, EmailAddress: value, Verified: change.Verified, Primary: change.Primary,
			NotifyPrimaryEmailAddressChanged: change.NotifyPrimaryChanged,
		}))
	},
	Update: func(ctx context.Context, client *clerk.Client, id string, change Change) (Held, error) {
		return converted(heldEmail)(client.UpdateEmailAddress(ctx, id, clerk.EmailAddressUpdateParams{
			Verified: change.Verified, Primary: change.Primary, NotifyPrimaryEmailAddressChanged: change.NotifyPrimaryChanged,
		}))
	},
	Delete: func(ctx context.Context, client *clerk.Client, _, id string) error {
		return client.DeleteEmailAddress(ctx, id)
	},
}

// PhoneNumber is the phone number among the identifiers.
var PhoneNumber = Kind{
	Noun:      "phone number",
	Plural:    "Phone numbers",
	Param:     "phone_number",
	Example:   "+12025550123",
	Fold:      clerk.FoldIdentifier,
	Check:     validators.PhoneNumber(),
	PrimaryID: func(user *clerk.User) string { return text(user.PrimaryPhoneNumberID) },
	Held: func(user *clerk.User) []Held {
		return heldBy(user.PhoneNumbers, text(user.PrimaryPhoneNumberID), heldPhone)
	},
	SetPrimary: func(params *clerk.UserUpdateParams, id string) { params.PrimaryPhoneNumberID = clerk.Set(id) },
	Get: func(ctx context.Context, client *clerk.Client, id string) (Held, error) {
		return converted(heldPhone)(client.GetPhoneNumber(ctx, id))
	},
	Create: func(ctx context.Context, client *clerk.Client, userID, value string, change Change) (Held, error) {
		return converted(heldPhone)(client.CreatePhoneNumber(ctx, clerk.PhoneNumberCreateParams{
			UserID: userID, PhoneNumber: value, Verified: change.Verified, Primary: change.Primary,
			ReservedForSecondFactor: change.SecondFactor,
		}))
	},
	Update: func(ctx context.Context, client *clerk.Client, id string, change Change) (Held, error) {
		return converted(heldPhone)(client.UpdatePhoneNumber(ctx, id, clerk.PhoneNumberUpdateParams{
			Verified: change.Verified, Primary: change.Primary, ReservedForSecondFactor: change.SecondFactor,
		}))
	},
	Delete: func(ctx context.Context, client *clerk.Client, _, id string) error {
		return client.DeletePhoneNumber(ctx, id)
	},
}

// Web3Wallet is the web3 wallet among the identifiers. It has no resource: Clerk takes wallets only with a new user.
var Web3Wallet = Kind{
	Noun: "web3 wallet", Param: "web3_wallet", Example: "0x1234…", Fold: clerk.FoldWallet, Check: validators.Web3Wallet(),
	PrimaryID: func(user *clerk.User) string { return text(user.PrimaryWeb3WalletID) },
	Held: func(user *clerk.User) []Held {
		return heldBy(user.Web3Wallets, text(user.PrimaryWeb3WalletID), func(wallet *clerk.Web3Wallet) Held {
			return Held{ID: wallet.ID, Value: wallet.Web3Wallet, Verified: wallet.IsVerified(), CreatedAt: wallet.CreatedAt}
		})
	},
	SetPrimary: func(params *clerk.UserUpdateParams, id string) { params.PrimaryWeb3WalletID = clerk.Set(id) },
	Create: func(context.Context, *clerk.Client, string, string, Change) (Held, error) {
		return Held{}, errWalletsOnlyAtCreation
	},
	Delete: func(ctx context.Context, client *clerk.Client, userID, id string) error {
		return client.DeleteWeb3Wallet(ctx, userID, id)
	},
}

func heldBy[T any](list []T, primary string, convert func(*T) Held) []Held {
	held := make([]Held, len(list))
	for i := range list {
		held[i] = convert(&list[i])
		held[i].Primary = primary != "" && held[i].ID == primary
	}
	return held
}

// converted adapts an operation of the client, which does not show whether the identifier is primary.
func converted[T any](convert func(*T) Held) func(*T, error) (Held, error) {
	return func(identifier *T, err error) (Held, error) {
		if err != nil {
			return Held{}, err
		}
		return convert(identifier), nil
	}
}

func heldEmail(address *clerk.EmailAddress) Held {
	return withVerification(address.Verification, Held{
		ID: address.ID, Value: address.EmailAddress, Verified: address.IsVerified(), Reserved: address.Reserved,
		LinkedTo: address.LinkedTo, CreatedAt: address.CreatedAt,
	})
}

func heldPhone(number *clerk.PhoneNumber) Held {
	return withVerification(number.Verification, Held{
		ID: number.ID, Value: number.PhoneNumber, Verified: number.IsVerified(), Reserved: number.Reserved,
		LinkedTo: number.LinkedTo, CreatedAt: number.CreatedAt,
		SecondFactor: number.ReservedForSecondFactor, DefaultSecondFactor: number.DefaultSecondFactor,
	})
}

func withVerification(verification *clerk.Verification, held Held) Held {
	if verification != nil {
		held.Status, held.Strategy = verification.Status, verification.Strategy
	}
	return held
}

func text(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}
