package filter_test

import (
	"context"
	"fmt"
	"math/rand"
	"testing"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"cloud.google.com/go/pubsub/v2/pstest"

	"event-topology/tools/pubsub-emulator/internal/filter"
)

// TestAgreesWithGooglesFake decides random filters on random messages here and in Google's own fake of Pub/Sub.
func TestAgreesWithGooglesFake(t *testing.T) {
	const seed, filters, messages = 1, 60, 12
	random := rand.New(rand.NewSource(seed))
	fake := pstest.NewServer()
	defer fake.Close()
	ctx := context.Background()
	if _, err := fake.GServer.CreateTopic(ctx, &pb.Topic{Name: "projects/p/topics/t"}); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for i := range filters {
		name := fmt.Sprintf("projects/p/subscriptions/s%d", i)
		texts[name] = expression(random, 2)
		if _, err := fake.GServer.CreateSubscription(ctx, &pb.Subscription{
			Name: name, Topic: "projects/p/topics/t", Filter: texts[name], AckDeadlineSeconds: 600,
		}); err != nil {
			t.Fatalf("%s: %v", texts[name], err)
		}
	}
	request := &pb.PublishRequest{Topic: "projects/p/topics/t"}
	for i := range messages {
		attributes := map[string]string{"number": fmt.Sprint(i)}
		for _, key := range []string{"a", "b", "c"} {
			if random.Intn(3) > 0 {
				attributes[key] = value(random)
			}
		}
		request.Messages = append(request.Messages, &pb.PubsubMessage{Attributes: attributes})
	}
	if _, err := fake.GServer.Publish(ctx, request); err != nil {
		t.Fatal(err)
	}
	for name, text := range texts {
		response, err := fake.GServer.Pull(ctx, &pb.PullRequest{Subscription: name, ReturnImmediately: true})
		if err != nil {
			t.Fatal(err)
		}
		passed := map[string]bool{}
		for _, received := range response.GetReceivedMessages() {
			passed[received.GetMessage().GetAttributes()["number"]] = true
		}
		accepts, err := filter.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		for _, message := range request.Messages {
			if accepts(message.GetAttributes()) != passed[message.GetAttributes()["number"]] {
				t.Errorf("%s on %v: the fake says %v", text, message.GetAttributes(), !accepts(message.GetAttributes()))
			}
		}
	}
}

func expression(random *rand.Rand, depth int) string {
	if depth == 0 || random.Intn(4) == 0 {
		return comparison(random)
	}
	operator := []string{" AND ", " OR "}[random.Intn(2)]
	text := "(" + expression(random, depth-1) + ")" + operator + "(" + expression(random, depth-1) + ")"
	if random.Intn(3) == 0 {
		return "NOT (" + text + ")"
	}
	return text
}

func comparison(random *rand.Rand) string {
	key := []string{"a", "b", "c"}[random.Intn(3)]
	return []string{
		fmt.Sprintf("attributes:%s", key),
		fmt.Sprintf("NOT attributes:%s", key),
		fmt.Sprintf("attributes.%s = %q", key, value(random)),
		fmt.Sprintf("attributes.%s != %q", key, value(random)),
		fmt.Sprintf("hasPrefix(attributes.%s, %q)", key, value(random)[:1]),
	}[random.Intn(5)]
}

func value(random *rand.Rand) string { return []string{"x", "y", "xy"}[random.Intn(3)] }
