package emulator

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"time"

	"cloud.google.com/go/monitoring/apiv3/v2/monitoringpb"
	metricpb "google.golang.org/genproto/googleapis/api/metric"
	"google.golang.org/genproto/googleapis/api/monitoredres"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// Metrics of a subscription (Google Cloud documentation, "Google Cloud metrics", pubsub): both are gauges of whole
// numbers, on the resource pubsub_subscription.
const (
	undelivered = "pubsub.googleapis.com/subscription/num_undelivered_messages"
	oldestAge   = "pubsub.googleapis.com/subscription/oldest_unacked_message_age"
)

// metricFilter is all of the filter language that is understood.
var metricFilter = regexp.MustCompile(
	`^\s*metric\.type\s*=\s*"([^"]+)"(?:\s+AND\s+resource\.labels\.subscription_id\s*=\s*"([^"]+)")?\s*$`)

// noHistoryBefore is how far in the past an interval may end and still hold the one point there is.
const noHistoryBefore = time.Minute

// metricService is google.monitoring.v3.MetricService as far as a deploy needs it to see whether a queue is drained.
type metricService struct {
	monitoringpb.UnimplementedMetricServiceServer
	emulator *Emulator
}

// ListTimeSeries has one point for each subscription, of the present: there is no history and no delay here, where
// Cloud Monitoring lags by minutes.
func (s metricService) ListTimeSeries(
	_ context.Context, request *monitoringpb.ListTimeSeriesRequest,
) (*monitoringpb.ListTimeSeriesResponse, error) {
	if err := refuseOthers(request, "name", "filter", "interval", "view", "page_size", "page_token"); err != nil {
		return nil, err
	}
	if !request.GetInterval().GetEndTime().IsValid() {
		return nil, status.Error(codes.InvalidArgument, "Field interval.endTime is required.")
	}
	wanted := metricFilter.FindStringSubmatch(request.GetFilter())
	if wanted == nil || wanted[1] != undelivered && wanted[1] != oldestAge {
		return nil, status.Errorf(codes.InvalidArgument, "The emulator takes only the filter metric.type = %q or %q, "+
			`optionally with AND resource.labels.subscription_id = "ID", not: %s`, undelivered, oldestAge, request.GetFilter())
	}
	now := time.Now()
	response := &monitoringpb.ListTimeSeriesResponse{}
	if now.Sub(request.GetInterval().GetEndTime().AsTime()) > noHistoryBefore {
		return response, nil
	}
	s.emulator.mu.Lock()
	defer s.emulator.mu.Unlock()
	if err := s.emulator.checkProject(projectOf(request.GetName())); err != nil {
		return nil, err
	}
	all := within(maps.Keys(s.emulator.subscriptions), request.GetName())
	if wanted[2] != "" {
		all = slices.DeleteFunc(all, func(name string) bool { return idOf(name) != wanted[2] })
	}
	names, next := page(all, request.GetPageSize(), request.GetPageToken())
	response.NextPageToken = next
	for _, name := range names {
		response.TimeSeries = append(response.TimeSeries, s.series(name, wanted[1], now, request.GetView()))
	}
	return response, nil
}

func (s metricService) series(
	name, metric string, now time.Time, view monitoringpb.ListTimeSeriesRequest_TimeSeriesView,
) *monitoringpb.TimeSeries {
	backlog := s.emulator.subscriptions[name].queue.Unacked()
	value := int64(len(backlog))
	if metric == oldestAge {
		value = 0
		if len(backlog) > 0 {
			value = int64(now.Sub(backlog[0].GetPublishTime().AsTime()).Seconds())
		}
	}
	series := &monitoringpb.TimeSeries{
		Metric: &metricpb.Metric{Type: metric},
		Resource: &monitoredres.MonitoredResource{Type: "pubsub_subscription", Labels: map[string]string{
			"project_id": projectOf(name), "subscription_id": idOf(name),
		}},
		MetricKind: metricpb.MetricDescriptor_GAUGE,
		ValueType:  metricpb.MetricDescriptor_INT64,
	}
	if view == monitoringpb.ListTimeSeriesRequest_FULL {
		series.Points = []*monitoringpb.Point{{
			Interval: &monitoringpb.TimeInterval{StartTime: timestamppb.New(now), EndTime: timestamppb.New(now)},
			Value:    &monitoringpb.TypedValue{Value: &monitoringpb.TypedValue_Int64Value{Int64Value: value}},
		}}
	}
	return series
}
