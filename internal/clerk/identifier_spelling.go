package clerk

import "strings"

// FoldIdentifier returns the spelling in which Clerk compares email addresses,
// phone numbers and usernames. Web3 wallets need FoldWallet.
func FoldIdentifier(value string) string { return strings.ToLower(strings.TrimSpace(value)) }

// FoldWallet returns the spelling in which Clerk compares web3 wallets. The case
// of a hexadecimal address has no meaning; the case of a base58 address has.
func FoldWallet(value string) string {
	if folded := FoldIdentifier(value); strings.HasPrefix(folded, "0x") {
		return folded
	}
	return strings.TrimSpace(value)
}
