package emulator

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
)

type pushed struct {
	header http.Header
	body   string
}

// endpoint answers requests one after the other with the codes, the last of which goes on.
func endpoint(t *testing.T, answers ...int) (string, <-chan pushed) {
	t.Helper()
	requests := make(chan pushed, 100)
	var count atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		w.WriteHeader(answers[min(int(count.Add(1)), len(answers))-1])
		requests <- pushed{r.Header, string(body)}
	}))
	t.Cleanup(server.Close)
	return server.URL, requests
}

func next(t *testing.T, requests <-chan pushed) pushed {
	t.Helper()
	select {
	case request := <-requests:
		return request
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was pushed")
		return pushed{}
	}
}

func nothing(t *testing.T, requests <-chan pushed) {
	t.Helper()
	select {
	case request := <-requests:
		t.Fatalf("pushed %v", request)
	case <-time.After(300 * time.Millisecond):
	}
}

func (c cloud) pushTo(config *pb.PushConfig) {
	c.t.Helper()
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created, PushConfig: config})
}

func TestPushWrapsTheMessageAndA2xxAcks(t *testing.T) {
	c := start(t)
	url, requests := endpoint(t, http.StatusNoContent)
	c.pushTo(&pb.PushConfig{PushEndpoint: url})
	must(t, c.publish(deployer, &pb.PubsubMessage{
		Data: []byte("hello"), Attributes: map[string]string{"country": "th"}, OrderingKey: "k"}))
	request := next(t, requests)
	var envelope map[string]any
	must(t, json.Unmarshal([]byte(request.body), &envelope))
	message := envelope["message"].(map[string]any)
	if envelope["subscription"] != inbox || message["data"] != "aGVsbG8=" || message["orderingKey"] != "k" ||
		message["attributes"].(map[string]any)["country"] != "th" || message["messageId"] == "" ||
		message["messageId"] != message["message_id"] || message["publishTime"] != message["publish_time"] {
		t.Errorf("pushed %v", envelope)
	}
	if request.header.Get("Content-Type") != "application/json" || request.header.Get("Authorization") != "" {
		t.Errorf("headers %v", request.header)
	}
	nothing(t, requests)
	must(t, c.seek(deployer, toTime(inbox, longAgo)))
	nothing(t, requests)
}

func TestPushWithoutWrapper(t *testing.T) {
	for writes, want := range map[bool]string{false: "", true: "th"} {
		c := start(t)
		url, requests := endpoint(t, http.StatusOK)
		c.pushTo(&pb.PushConfig{PushEndpoint: url, Wrapper: &pb.PushConfig_NoWrapper_{
			NoWrapper: &pb.PushConfig_NoWrapper{WriteMetadata: writes}}})
		must(t, c.publish(deployer, &pb.PubsubMessage{Data: []byte("hello"), Attributes: map[string]string{"country": "th"}}))
		request := next(t, requests)
		hasID := request.header.Get("x-goog-pubsub-message-id") != ""
		if request.body != "hello" || request.header.Get("country") != want || hasID != writes {
			t.Errorf("pushed %q with %v", request.body, request.header)
		}
	}
}

func TestPushTokensAreSignedAndSayWhoAndForWhom(t *testing.T) {
	for audience, want := range map[string]string{"": "endpoint", "crm": "crm"} {
		c := start(t)
		url, requests := endpoint(t, http.StatusOK)
		c.pushTo(&pb.PushConfig{PushEndpoint: url, AuthenticationMethod: &pb.PushConfig_OidcToken_{
			OidcToken: &pb.PushConfig_OidcToken{ServiceAccountEmail: "push@ar.iam.gserviceaccount.com", Audience: audience}}})
		must(t, c.publish(deployer, text("x")))
		if want == "endpoint" {
			want = url
		}
		claims := verified(t, c.emulator, strings.TrimPrefix(next(t, requests).header.Get("Authorization"), "Bearer "))
		expires := time.Until(time.Unix(int64(claims["exp"].(float64)), 0))
		if claims["aud"] != want || claims["email"] != "push@ar.iam.gserviceaccount.com" ||
			claims["iss"] != "https://accounts.google.com" || expires < 59*time.Minute || expires > time.Hour {
			t.Errorf("claims %v", claims)
		}
	}
}

func verified(t *testing.T, by *Emulator, token string) (claims map[string]any) {
	t.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		t.Fatalf("no token: %q", token)
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	must(t, err)
	key, err := by.PushKey()
	must(t, err)
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	must(t, rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature))
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	must(t, err)
	must(t, json.Unmarshal(payload, &claims))
	return claims
}

func TestAPushThatFailsIsRepeatedWithBackoff(t *testing.T) {
	c := start(t)
	url, requests := endpoint(t, http.StatusInternalServerError, http.StatusFound, http.StatusOK)
	c.pushTo(&pb.PushConfig{PushEndpoint: url})
	begin := time.Now()
	must(t, c.publish(deployer, text("x")))
	for range 3 {
		next(t, requests)
	}
	if took := time.Since(begin); took < 2*leastPushBackoff {
		t.Errorf("three attempts in %s", took)
	}
	nothing(t, requests)
}

func TestAPushThatAlwaysFailsIsADeadLetterOnlyWithTheGrants(t *testing.T) {
	for _, isGranted := range []bool{true, false} {
		c := start(t)
		c.topic(created)
		c.topic(dead)
		c.subscribe(&pb.Subscription{Name: deadSub, Topic: dead})
		url, requests := endpoint(t, http.StatusBadRequest)
		c.subscribe(&pb.Subscription{Name: inbox, Topic: created, PushConfig: &pb.PushConfig{PushEndpoint: url},
			DeadLetterPolicy: &pb.DeadLetterPolicy{DeadLetterTopic: dead, MaxDeliveryAttempts: attempts}})
		if isGranted {
			c.allowForwarding(inbox)
		}
		must(t, c.publish(deployer, text("poison")))
		counted := 0
		for range attempts {
			var envelope pushedEnvelope
			must(t, json.Unmarshal([]byte(next(t, requests).body), &envelope))
			counted += int(envelope.DeliveryAttempt)
		}
		if isGranted {
			response, err := c.subscriber.Pull(as(t, deployer), &pb.PullRequest{Subscription: deadSub, MaxMessages: 1})
			must(t, err)
			if len(response.GetReceivedMessages()) != 1 || counted != 1+2+3+4+5 {
				t.Errorf("forwarded %v, attempts add up to %d", response, counted)
			}
			nothing(t, requests)
		} else if next(t, requests); counted != 0 {
			t.Errorf("attempts were counted without the grants: %d", counted)
		}
	}
}

func TestOrderedMessagesArePushedOneByOne(t *testing.T) {
	c := start(t)
	url, requests := endpoint(t, http.StatusInternalServerError, http.StatusOK)
	c.topic(created)
	c.subscribe(&pb.Subscription{
		Name: inbox, Topic: created, EnableMessageOrdering: true, PushConfig: &pb.PushConfig{PushEndpoint: url}})
	must(t, c.publish(deployer, keyed("k", "1", "2", "3")...))
	var got []string
	for range 4 {
		var envelope pushedEnvelope
		must(t, json.Unmarshal([]byte(next(t, requests).body), &envelope))
		got = append(got, string(envelope.Message.Data))
	}
	if strings.Join(got, "") != "1123" {
		t.Errorf("pushed in the order %v", got)
	}
}

func TestPushIsSwitchedOffAndOn(t *testing.T) {
	c := start(t)
	url, requests := endpoint(t, http.StatusOK)
	c.pushTo(&pb.PushConfig{PushEndpoint: url})
	_, err := c.subscriber.Pull(as(t, deployer), &pb.PullRequest{Subscription: inbox, MaxMessages: 1})
	refusedWith(t, err, codes.FailedPrecondition)
	modify := func(config *pb.PushConfig) {
		_, err := c.subscriber.ModifyPushConfig(as(t, deployer),
			&pb.ModifyPushConfigRequest{Subscription: inbox, PushConfig: config})
		must(t, err)
	}
	modify(&pb.PushConfig{})
	must(t, c.publish(deployer, text("1")))
	nothing(t, requests)
	received := c.pull(deployer, inbox)
	if len(received) != 1 {
		t.Fatalf("pulled %v", received)
	}
	c.modify(inbox, received[0].GetAckId(), 0)
	updated, err := c.subscriber.UpdateSubscription(as(t, deployer), &pb.UpdateSubscriptionRequest{
		Subscription: &pb.Subscription{Name: inbox, PushConfig: &pb.PushConfig{PushEndpoint: url}},
		UpdateMask:   &fieldmaskpb.FieldMask{Paths: []string{"push_config"}}})
	must(t, err)
	if updated.GetPushConfig().GetAttributes()["x-goog-version"] != "v1" {
		t.Errorf("updated to %v", updated)
	}
	next(t, requests)
	_, err = c.subscriber.DeleteSubscription(as(t, deployer), &pb.DeleteSubscriptionRequest{Subscription: inbox})
	must(t, err)
	must(t, c.publish(deployer, text("2")))
	nothing(t, requests)
}

func TestEndpointsAreHttpsOrOnThisMachine(t *testing.T) {
	for address, code := range map[string]codes.Code{
		"http://ar.example/push": codes.InvalidArgument, "ftp://127.0.0.1": codes.InvalidArgument,
		"https://": codes.InvalidArgument, "push": codes.InvalidArgument, "http://localhost:1/": codes.OK,
		"https://ar.example/push": codes.OK,
	} {
		err := checkPush(&pb.Subscription{PushConfig: &pb.PushConfig{PushEndpoint: address}})
		t.Log(address)
		refusedWith(t, err, code)
	}
}

func TestPushesStayOnThisMachine(t *testing.T) {
	// 192.0.2.1 is reserved for documentation (RFC 5737): a request to it could only time out.
	begin := time.Now()
	_, err := newPushes(false).Get("http://192.0.2.1/")
	if err == nil || !strings.Contains(err.Error(), "this machine only") || time.Since(begin) > 5*time.Second {
		t.Errorf("got %v after %s", err, time.Since(begin))
	}
}

func TestPushConfigsThatCannotBeAreRefused(t *testing.T) {
	c := start(t)
	c.topic(created)
	token := &pb.PushConfig_OidcToken_{OidcToken: &pb.PushConfig_OidcToken{ServiceAccountEmail: "push"}}
	for _, wrong := range []*pb.PushConfig{
		{PushEndpoint: "http://ar.example"},
		{PushEndpoint: "https://ar.example", Attributes: map[string]string{"x-goog-version": "v9"}},
		{PushEndpoint: "https://ar.example", Attributes: map[string]string{"colour": "red"}},
		{PushEndpoint: "https://ar.example", AuthenticationMethod: token},
		{Wrapper: &pb.PushConfig_NoWrapper_{NoWrapper: &pb.PushConfig_NoWrapper{}}},
	} {
		_, err := c.subscriber.CreateSubscription(as(t, deployer),
			&pb.Subscription{Name: inbox, Topic: created, PushConfig: wrong})
		refusedWith(t, err, codes.InvalidArgument)
	}
}
