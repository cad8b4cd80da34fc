package emulator

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"

	"event-topology/tools/pubsub-emulator/internal/queue"
)

// mostPushes bounds the requests under way at one endpoint.
const mostPushes = 100

// pusher sends the messages of one subscription to one endpoint, until another configuration takes over.
type pusher struct {
	subscription *subscription
	config       *pb.PushConfig
	holder       *queue.Holder
}

// followPush starts or ends the pushing as the configuration says. Requests that are under way are still answered.
func (s *subscription) followPush() {
	if s.stopPush != nil {
		s.stopPush()
		s.stopPush = nil
	}
	if s.config.GetPushConfig().GetPushEndpoint() == "" {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	s.stopPush = stop
	go (&pusher{subscription: s, config: s.config.GetPushConfig(), holder: &queue.Holder{}}).run(ctx)
}

func (p *pusher) run(ctx context.Context) {
	for {
		messages, changed := p.take(ctx)
		for _, received := range messages {
			go p.deliver(received)
		}
		if len(messages) > 0 {
			continue
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
	}
}

func (p *pusher) take(ctx context.Context) ([]*pb.ReceivedMessage, <-chan struct{}) {
	p.subscription.emulator.mu.Lock()
	defer p.subscription.emulator.mu.Unlock()
	messages := p.subscription.queue
	if ctx.Err() != nil || messages.Closed() {
		return nil, messages.Changed()
	}
	// The lease outlives the request, which ends at the ack deadline.
	lease := messages.Settings.AckDeadline + 10*time.Second
	return messages.Take(mostPushes-p.holder.Outstanding, lease, p.holder), messages.Changed()
}

// deliver makes one request and acks or nacks by its answer.
func (p *pusher) deliver(received *pb.ReceivedMessage) {
	emulator := p.subscription.emulator
	err := p.post(received)
	if err != nil {
		emulator.refused("push", err) //nolint:errcheck // reported; the message is delivered again
	}
	emulator.mu.Lock()
	defer emulator.mu.Unlock()
	if err == nil {
		p.subscription.queue.Ack(received.GetAckId())
	} else {
		p.subscription.queue.Extend(received.GetAckId(), 0)
	}
}

// post fails unless the endpoint answers in time with one of the codes that acknowledge (Pub/Sub documentation,
// "Push subscriptions", receive messages). The ack deadline is the timeout (pubsub.proto, ack_deadline_seconds).
func (p *pusher) post(received *pb.ReceivedMessage) error {
	emulator := p.subscription.emulator
	emulator.mu.Lock()
	name, deadline := p.subscription.config.GetName(), p.subscription.queue.Settings.AckDeadline
	emulator.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	request, err := pushRequest(ctx, p.config, name, received)
	if err != nil {
		return err
	}
	if token := p.config.GetOidcToken(); token != nil {
		signed, err := emulator.tokens.sign(token, p.config.GetPushEndpoint())
		if err != nil {
			return err
		}
		request.Header.Set("Authorization", "Bearer "+signed)
	}
	response, err := emulator.pushes.Do(request)
	if err != nil {
		return err
	}
	if err := response.Body.Close(); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	switch response.StatusCode {
	case http.StatusOK, http.StatusCreated, http.StatusAccepted, http.StatusNoContent:
		return nil
	}
	return fmt.Errorf("%s answered %s", p.config.GetPushEndpoint(), response.Status)
}
