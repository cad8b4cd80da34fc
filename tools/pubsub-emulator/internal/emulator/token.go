package emulator

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"sync"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
)

// tokenLife is how long a push token is valid (Pub/Sub documentation, "Authentication for push subscriptions").
const tokenLife = time.Hour

// tokens signs push tokens with a key of the emulator's own, made when the first is wanted.
type tokens struct {
	once sync.Once
	key  *rsa.PrivateKey
	err  error
}

func (t *tokens) signingKey() (*rsa.PrivateKey, error) {
	t.once.Do(func() { t.key, t.err = rsa.GenerateKey(rand.Reader, 2048) })
	return t.key, t.err
}

// sign makes a JWT with the claims of Google's (Pub/Sub documentation, "Authentication for push subscriptions",
// JSON Web Token).
func (t *tokens) sign(token *pb.PushConfig_OidcToken, endpoint string) (string, error) {
	key, err := t.signingKey()
	if err != nil {
		return "", err
	}
	audience := token.GetAudience()
	if audience == "" {
		audience = endpoint
	}
	now := time.Now()
	signed, err := encoded(map[string]any{"alg": "RS256", "typ": "JWT", "kid": "pubsub-emulator"}, map[string]any{
		"iss": "https://accounts.google.com", "aud": audience, "sub": token.GetServiceAccountEmail(),
		"email": token.GetServiceAccountEmail(), "email_verified": true,
		"iat": now.Unix(), "exp": now.Add(tokenLife).Unix(),
	})
	if err != nil {
		return "", err
	}
	digest := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:])
	if err != nil {
		return "", err
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}

func encoded(header, claims any) (string, error) {
	first, err := json.Marshal(header)
	if err != nil {
		return "", err
	}
	second, err := json.Marshal(claims)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(first) + "." + base64.RawURLEncoding.EncodeToString(second), nil
}

// PushKey returns the public key that the tokens of push requests are signed with.
func (e *Emulator) PushKey() (*rsa.PublicKey, error) {
	key, err := e.tokens.signingKey()
	if err != nil {
		return nil, err
	}
	return &key.PublicKey, nil
}
