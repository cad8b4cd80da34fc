package emulator

import (
	"errors"
	"io"
	"time"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"event-topology/tools/pubsub-emulator/internal/queue"
)

// mostOutstanding bounds what one stream holds when the client sets no limit.
const mostOutstanding = 1000

// consumer is one streaming pull. Its fields but the channels belong to the emulator's lock.
type consumer struct {
	emulator     *Emulator
	subscription *subscription
	stream       pb.Subscriber_StreamingPullServer
	holder       queue.Holder
	most         int
	deadline     time.Duration
	answersPings bool
	answers      answers
}

// StreamingPull sends messages as they become available, within the client's flow control.
func (e *Emulator) StreamingPull(stream pb.Subscriber_StreamingPullServer) error {
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	if deadline := first.GetStreamAckDeadlineSeconds(); deadline < 10 || deadline > 600 {
		return status.Errorf(codes.InvalidArgument,
			"Invalid stream_ack_deadline_seconds: %d is not between 10 and 600.", deadline)
	}
	c := &consumer{
		emulator: e, stream: stream, most: int(first.GetMaxOutstandingMessages()),
		deadline: seconds(first.GetStreamAckDeadlineSeconds()), holder: queue.Holder{Streams: true},
		answers: answers{due: make(chan struct{}, 1)}, answersPings: first.GetProtocolVersion() >= 1,
	}
	if c.most <= 0 {
		c.most = mostOutstanding
	}
	e.mu.Lock()
	c.subscription, err = e.pulled(first.GetSubscription())
	e.mu.Unlock()
	if err != nil {
		return err
	}
	if err := c.handle(first); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- c.receive() }()
	return c.send(ended)
}

func (c *consumer) send(ended <-chan error) error {
	for {
		messages, changed, err := c.take()
		if err != nil {
			return err
		}
		if len(messages) > 0 {
			if err := c.stream.Send(c.response(messages)); err != nil {
				c.giveBack(messages)
				return err
			}
			continue
		}
		select {
		case <-changed:
		case <-c.answers.due:
			if err := c.stream.Send(c.response(nil)); err != nil {
				return err
			}
		case err := <-ended:
			return err
		}
	}
}

func (c *consumer) take() ([]*pb.ReceivedMessage, <-chan struct{}, error) {
	c.emulator.mu.Lock()
	defer c.emulator.mu.Unlock()
	if err := c.stream.Context().Err(); err != nil {
		return nil, nil, status.FromContextError(err).Err()
	}
	messages := c.subscription.queue
	if _, err := c.emulator.pulled(c.subscription.config.GetName()); err != nil {
		return nil, nil, err
	}
	if messages.Closed() {
		return nil, nil, notFound(c.subscription.config.GetName())
	}
	return messages.Take(c.most-c.holder.Outstanding, c.deadline, &c.holder), messages.Changed(), nil
}

func (c *consumer) giveBack(messages []*pb.ReceivedMessage) {
	c.emulator.mu.Lock()
	defer c.emulator.mu.Unlock()
	c.subscription.queue.Return(messages)
}

// receive handles what the client sends until it closes its side.
func (c *consumer) receive() error {
	for {
		request, err := c.stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = c.handle(request)
		}
		if err != nil {
			return err
		}
	}
}

func (c *consumer) handle(request *pb.StreamingPullRequest) error {
	extensions := request.GetModifyDeadlineSeconds()
	if len(extensions) != len(request.GetModifyDeadlineAckIds()) {
		return status.Error(codes.InvalidArgument, "modify_deadline_seconds and modify_deadline_ack_ids differ in length.")
	}
	for _, extension := range extensions {
		if err := checkExtension(extension); err != nil {
			return err
		}
	}
	c.emulator.mu.Lock()
	defer c.emulator.mu.Unlock()
	for _, ackID := range request.GetAckIds() {
		c.answers.acked(ackID, c.subscription.queue.Ack(ackID))
	}
	for i, ackID := range request.GetModifyDeadlineAckIds() {
		c.answers.modified(ackID, c.subscription.queue.Extend(ackID, seconds(extensions[i])))
	}
	if deadline := request.GetStreamAckDeadlineSeconds(); deadline >= 10 && deadline <= 600 {
		c.deadline = seconds(deadline)
	}
	isPing := len(request.GetAckIds()) == 0 && len(extensions) == 0
	if isPing && c.answersPings || !isPing && c.subscription.config.GetEnableExactlyOnceDelivery() {
		c.answers.notify()
	}
	return nil
}
