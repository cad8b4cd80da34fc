package emulator

import (
	"context"
	"fmt"
	"testing"
	"time"

	"cloud.google.com/go/monitoring/apiv3/v2/monitoringpb"
	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"
)

func seriesRequest(filter string) *monitoringpb.ListTimeSeriesRequest {
	now := time.Now()
	return &monitoringpb.ListTimeSeriesRequest{
		Name: "projects/ar", Filter: filter,
		Interval: &monitoringpb.TimeInterval{StartTime: timestamppb.New(now.Add(-time.Hour)), EndTime: timestamppb.New(now)},
	}
}

func depthOf(metric, subscription string) string {
	return fmt.Sprintf(`metric.type = "%s" AND resource.labels.subscription_id = "%s"`, metric, subscription)
}

func (c cloud) values(filter string) map[string]int64 {
	c.t.Helper()
	response, err := c.metrics.ListTimeSeries(as(c.t, crm), seriesRequest(filter))
	must(c.t, err)
	values := map[string]int64{}
	for _, series := range response.GetTimeSeries() {
		if series.GetResource().GetType() != "pubsub_subscription" || len(series.GetPoints()) != 1 {
			c.t.Fatalf("series %v", series)
		}
		values[series.GetResource().GetLabels()["subscription_id"]] = series.GetPoints()[0].GetValue().GetInt64Value()
	}
	return values
}

func TestTheDepthOfAQueueCountsUntilTheAck(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	c.subscribe(&pb.Subscription{Name: other, Topic: created})
	must(t, c.publish(deployer, text("1"), text("2")))
	must(t, c.ack(inbox, c.pull(deployer, inbox)[0]))
	if all := c.values(`metric.type="` + undelivered + `"`); len(all) != 2 || all["inbox"] != 1 || all["other"] != 2 {
		t.Errorf("depths %v", all)
	}
	c.drain(other)
	if one := c.values(depthOf(undelivered, "other")); len(one) != 1 || one["other"] != 0 {
		t.Errorf("after draining %v", one)
	}
	if none := c.values(depthOf(undelivered, "nowhere")); len(none) != 0 {
		t.Errorf("of no subscription %v", none)
	}
}

func TestTheAgeIsThatOfTheOldestMessage(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	if empty := c.values(depthOf(oldestAge, "inbox")); empty["inbox"] != 0 {
		t.Errorf("of an empty queue %v", empty)
	}
	c.emulator.mu.Lock()
	c.emulator.subscriptions[inbox].queue.Add(&pb.PubsubMessage{
		MessageId: "1", PublishTime: timestamppb.New(time.Now().Add(-90 * time.Second))})
	c.emulator.mu.Unlock()
	if age := c.values(depthOf(oldestAge, "inbox")); age["inbox"] < 90 || age["inbox"] > 100 {
		t.Errorf("age %v", age)
	}
}

func TestOtherQuestionsAboutMetricsAreRefused(t *testing.T) {
	c := start(t)
	for _, filter := range []string{
		"", `metric.type = "compute.googleapis.com/instance/uptime"`, `metric.type = starts_with("pubsub")`,
		depthOf(undelivered, "inbox") + ` AND resource.labels.project_id = "ar"`, `resource.labels.subscription_id = "x"`,
	} {
		_, err := c.metrics.ListTimeSeries(as(t, crm), seriesRequest(filter))
		t.Log(filter)
		refusedWith(t, err, codes.InvalidArgument)
	}
	request := seriesRequest(depthOf(undelivered, "inbox"))
	request.Aggregation = &monitoringpb.Aggregation{}
	_, err := c.metrics.ListTimeSeries(as(t, crm), request)
	refusedWith(t, err, codes.Unimplemented)
	request = seriesRequest(depthOf(undelivered, "inbox"))
	request.Interval = nil
	_, err = c.metrics.ListTimeSeries(as(t, crm), request)
	refusedWith(t, err, codes.InvalidArgument)
	_, err = c.metrics.ListTimeSeries(context.Background(), seriesRequest(depthOf(undelivered, "inbox")))
	refusedWith(t, err, codes.Unauthenticated)
	_, err = c.metrics.ListMetricDescriptors(as(t, deployer), &monitoringpb.ListMetricDescriptorsRequest{})
	refusedWith(t, err, codes.PermissionDenied)
}

func TestThereIsNoHistory(t *testing.T) {
	c := start(t)
	c.topic(created)
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	request := seriesRequest(depthOf(undelivered, "inbox"))
	request.Interval.EndTime = timestamppb.New(time.Now().Add(-2 * noHistoryBefore))
	response, err := c.metrics.ListTimeSeries(as(t, crm), request)
	must(t, err)
	if len(response.GetTimeSeries()) != 0 {
		t.Errorf("got %v", response)
	}
}
