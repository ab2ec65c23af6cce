package emulator

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// Times of verification codes.
const (
	codeLife  = 10 * time.Minute
	codePause = 30 * time.Second
)

// testCode is the code for test values, to which Clerk sends no message.
const testCode = "424242"

// testPhone is the shape of phone numbers that belong to no subscriber.
var testPhone = regexp.MustCompile(`^\+1\d{3}55501\d{2}$`)

// codeVerification is the verification of an email address or a phone number by a code. Times are Unix milliseconds.
type codeVerification struct {
	ID               string `json:"id"`
	IdentificationID string `json:"identification_id"`
	Strategy         string `json:"strategy"`
	// Status is unverified, verified or failed. A code that has expired stays unverified.
	Status    string `json:"status"`
	Code      string `json:"code"`
	Attempts  int64  `json:"attempts"`
	ExpireAt  int64  `json:"expire_at"`
	CreatedAt int64  `json:"created_at"`
}

// wireCodeVerification is the answer about a verification by a code.
type wireCodeVerification struct {
	ID       string `json:"id"`
	Object   string `json:"object"`
	Status   string `json:"status"`
	Strategy string `json:"strategy"`
	Attempts int64  `json:"attempts"`
	ExpireAt int64  `json:"expire_at"`
	Channel  string `json:"channel,omitempty"`
}

// otpObject is the type of verifications by a code.
const otpObject = "verification_otp"

func (v codeVerification) at(now int64) codeVerification {
	if v.Status == "unverified" && now >= v.ExpireAt {
		v.Status = "expired"
	}
	return v
}

func (v codeVerification) wire() wireCodeVerification {
	answer := wireCodeVerification{
		ID: v.ID, Object: otpObject, Status: v.Status, Strategy: v.Strategy, Attempts: v.Attempts, ExpireAt: v.ExpireAt,
	}
	if v.Strategy == phoneKind.codeStrategy {
		answer.Channel = "sms"
	}
	return answer
}

// prepareEmailAddress handles POST /email_addresses/{email_address_id}/prepare_verification.
func (c *call) prepareEmailAddress() (any, error) { return c.prepareContact(&emailKind) }

// attemptEmailAddress handles POST /email_addresses/{email_address_id}/attempt_verification.
func (c *call) attemptEmailAddress() (any, error) { return c.attemptContact(&emailKind) }

// preparePhoneNumber handles POST /phone_numbers/{phone_number_id}/prepare_verification.
func (c *call) preparePhoneNumber() (any, error) { return c.prepareContact(&phoneKind) }

// attemptPhoneNumber handles POST /phone_numbers/{phone_number_id}/attempt_verification.
func (c *call) attemptPhoneNumber() (any, error) { return c.attemptContact(&phoneKind) }

// prepareContact creates a code. Instead of a message with the code, VerificationCode returns it.
func (c *call) prepareContact(kind *contactKind) (any, error) {
	a, id, err := c.contact(kind)
	if err != nil {
		return nil, err
	}
	problems, err := c.decode(&struct{}{})
	if err != nil {
		return nil, err
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	for _, earlier := range c.store.tokens.Codes {
		// Only the operation of phone numbers has this answer in the specification.
		if kind == &phoneKind && earlier.IdentificationID == id && c.now-earlier.CreatedAt < codePause.Milliseconds() {
			return nil, failure(http.StatusTooManyRequests, "verification_code_too_many_requests",
				"Too many verification code requests", "A code was sent less than 30 seconds ago. Wait, and try again.")
		}
	}
	made := codeVerification{
		ID: newID(codePrefix, time.UnixMilli(c.now)), IdentificationID: id, Strategy: kind.codeStrategy,
		Status: "unverified", Code: codeFor(kind.value(&a.User, id)),
		ExpireAt: c.now + codeLife.Milliseconds(), CreatedAt: c.now,
	}
	c.store.tokens.Codes[made.ID] = made
	return made.wire(), nil
}

// codeFor returns the code for a test value, or a random one.
func codeFor(value string) string {
	local, _, _ := strings.Cut(value, "@")
	if strings.HasSuffix(local, "+clerk_test") || testPhone.MatchString(value) {
		return testCode
	}
	number, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		panic("emulator: no randomness for a code: " + err.Error())
	}
	return fmt.Sprintf("%06d", number)
}

// attemptContact checks a code. A wrong or expired code is an answer with this status, and not an error.
func (c *call) attemptContact(kind *contactKind) (any, error) {
	held, id, err := c.contact(kind)
	if err != nil {
		return nil, err
	}
	var params struct {
		VerificationID param[string] `param:"verification_id"`
		Code           param[string] `param:"code"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if !params.VerificationID.Sent {
		problems = append(problems, missing("verification_id"))
	}
	if !params.Code.Sent {
		problems = append(problems, missing("code"))
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	verification, known := c.store.tokens.Codes[params.VerificationID.Value]
	if !known || verification.IdentificationID != id {
		return nil, failure(http.StatusNotFound, "resource_not_found", "not found",
			"No verification was found with id "+params.VerificationID.Value)
	}
	verification = verification.at(c.now)
	switch verification.Status {
	case "verified":
		return nil, failure(http.StatusBadRequest, "verification_already_verified", "already verified",
			"This verification has already been verified.")
	case "expired", "failed":
		return verification.wire(), nil
	}
	verification.Attempts++
	if subtle.ConstantTimeCompare([]byte(params.Code.Value), []byte(verification.Code)) == 1 {
		if err := c.verifyByCode(kind, held, id, verification); err != nil {
			return nil, err
		}
		verification.Status = "verified"
	} else if verification.Attempts >= c.behaviour.codeAttempts() {
		verification.Status = "failed"
	}
	c.store.tokens.Codes[verification.ID] = verification
	return verification.wire(), nil
}

// verifyByCode marks an identification as verified. It does not change a verified one.
func (c *call) verifyByCode(kind *contactKind, held *account, id string, verification codeVerification) error {
	if kind.find(&held.User, id).Verification.verified() {
		return nil
	}
	if holder := kind.claimant(c.store, kind.value(&held.User, id)); holder != nil && holder.ID != held.ID {
		return &apiError{status: http.StatusBadRequest, problems: []problem{taken(kind.name, identifierExists)}}
	}
	a := held.clone()
	identification := kind.find(&a.User, id)
	identification.Verification = &Verification{
		Object: otpObject, Status: "verified", Strategy: verification.Strategy,
		Attempts: &verification.Attempts, ExpireAt: &verification.ExpireAt,
	}
	identification.Reserved, identification.UpdatedAt = false, c.now
	c.save(a)
	return nil
}

var errNoCode = errors.New("no verification by a code has this id")

// VerificationCode returns the code that Clerk would have sent for a verification.
func (e *Emulator) VerificationCode(id string) (string, error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	verification, known := e.store.tokens.Codes[id]
	if !known {
		return "", fmt.Errorf("%w: %s", errNoCode, id)
	}
	return verification.Code, nil
}
