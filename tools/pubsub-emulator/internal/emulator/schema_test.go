package emulator

import (
	"fmt"
	"strings"
	"testing"

	pb "cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
)

const (
	customers  = "projects/ar/schemas/customer"
	definition = `{"type": "record", "name": "C", "fields": [{"name": "id", "type": "string"}]}`
	withAge    = `{"type": "record", "name": "C", "fields": [{"name": "id", "type": "string"},
		{"name": "age", "type": ["null", "int"], "default": null}]}`
)

func avroSchema(text string) *pb.Schema { return &pb.Schema{Type: pb.Schema_AVRO, Definition: text} }

func (c cloud) schema(text string) (*pb.Schema, error) {
	return c.schemas.CreateSchema(as(c.t, deployer),
		&pb.CreateSchemaRequest{Parent: "projects/ar", SchemaId: "customer", Schema: avroSchema(text)})
}

func (c cloud) commit(text string) (*pb.Schema, error) {
	return c.schemas.CommitSchema(as(c.t, deployer), &pb.CommitSchemaRequest{Name: customers, Schema: avroSchema(text)})
}

func (c cloud) checkedTopic(settings *pb.SchemaSettings) {
	c.t.Helper()
	settings.Schema, settings.Encoding = customers, pb.Encoding_JSON
	_, err := c.publisher.CreateTopic(as(c.t, deployer), &pb.Topic{Name: created, SchemaSettings: settings})
	must(c.t, err)
}

func TestATopicTakesOnlyWhatIsOfItsSchema(t *testing.T) {
	c := start(t)
	made, err := c.schema(definition)
	must(t, err)
	c.checkedTopic(&pb.SchemaSettings{})
	c.subscribe(&pb.Subscription{Name: inbox, Topic: created})
	refusedWith(t, c.publish(deployer, text(`{"id": "1"}`), text(`{"id": 1}`)), codes.InvalidArgument)
	must(t, c.publish(deployer, text(`{"id": "2"}`)))
	received := c.pull(deployer, inbox)
	if len(received) != 1 {
		t.Fatalf("received %v", data(received))
	}
	attributes := received[0].GetMessage().GetAttributes()
	if attributes["googclient_schemaname"] != customers || attributes["googclient_schemaencoding"] != "JSON" ||
		attributes["googclient_schemarevisionid"] != made.GetRevisionId() {
		t.Errorf("attributes %v", attributes)
	}
}

func TestATopicTakesTheRevisionsOfItsRange(t *testing.T) {
	c := start(t)
	first, err := c.schema(definition)
	must(t, err)
	c.checkedTopic(&pb.SchemaSettings{LastRevisionId: first.GetRevisionId()})
	second, err := c.commit(withAge)
	must(t, err)
	aged := text(`{"id": "1", "age": {"int": 3}}`)
	refusedWith(t, c.publish(deployer, aged), codes.InvalidArgument)
	update := func(settings *pb.SchemaSettings) error {
		settings.Schema, settings.Encoding = customers, pb.Encoding_JSON
		_, err := c.publisher.UpdateTopic(as(t, deployer), &pb.UpdateTopicRequest{
			Topic:      &pb.Topic{Name: created, SchemaSettings: settings},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"schema_settings"}}})
		return err
	}
	must(t, update(&pb.SchemaSettings{}))
	must(t, c.publish(deployer, aged, text(`{"id": "1"}`)))
	must(t, update(&pb.SchemaSettings{FirstRevisionId: second.GetRevisionId()}))
	refusedWith(t, c.publish(deployer, text(`{"id": "1"}`)), codes.InvalidArgument)
	refusedWith(t, update(&pb.SchemaSettings{
		FirstRevisionId: second.GetRevisionId(), LastRevisionId: first.GetRevisionId()}), codes.InvalidArgument)
	refusedWith(t, update(&pb.SchemaSettings{FirstRevisionId: "00000000"}), codes.NotFound)
}

func TestRevisionsAreKeptListedRolledBackAndDeleted(t *testing.T) {
	c := start(t)
	first, err := c.schema(definition)
	must(t, err)
	second, err := c.commit(withAge)
	must(t, err)
	if len(first.GetRevisionId()) != 8 || first.GetRevisionId() == second.GetRevisionId() {
		t.Fatalf("revisions %s and %s", first.GetRevisionId(), second.GetRevisionId())
	}
	old, err := c.schemas.GetSchema(as(t, deployer), &pb.GetSchemaRequest{Name: customers + "@" + first.GetRevisionId()})
	must(t, err)
	latest, err := c.schemas.GetSchema(as(t, deployer), &pb.GetSchemaRequest{Name: customers, View: pb.SchemaView_BASIC})
	must(t, err)
	if old.GetDefinition() != definition || latest.GetRevisionId() != second.GetRevisionId() || latest.GetDefinition() != "" {
		t.Fatalf("got %v and %v", old, latest)
	}
	back, err := c.schemas.RollbackSchema(as(t, deployer),
		&pb.RollbackSchemaRequest{Name: customers, RevisionId: first.GetRevisionId()})
	must(t, err)
	if back.GetDefinition() != definition {
		t.Fatalf("rolled back to %v", back)
	}
	_, err = c.schemas.DeleteSchemaRevision(as(t, deployer),
		&pb.DeleteSchemaRevisionRequest{Name: customers + "@" + second.GetRevisionId()})
	must(t, err)
	page, err := c.schemas.ListSchemaRevisions(as(t, deployer), &pb.ListSchemaRevisionsRequest{Name: customers, PageSize: 1})
	must(t, err)
	rest, err := c.schemas.ListSchemaRevisions(as(t, deployer),
		&pb.ListSchemaRevisionsRequest{Name: customers, PageToken: page.GetNextPageToken()})
	must(t, err)
	if page.GetSchemas()[0].GetRevisionId() != back.GetRevisionId() || len(rest.GetSchemas()) != 1 ||
		rest.GetSchemas()[0].GetRevisionId() != first.GetRevisionId() {
		t.Fatalf("listed %v, then %v", page, rest)
	}
}

func TestRevisionsThatCannotBeAreRefused(t *testing.T) {
	c := start(t)
	first, err := c.schema(definition)
	must(t, err)
	_, err = c.schema(definition)
	refusedWith(t, err, codes.AlreadyExists)
	_, err = c.commit(strings.Replace(definition, `"id"`, `"key"`, 1))
	refusedWith(t, err, codes.InvalidArgument)
	_, err = c.commit("{")
	refusedWith(t, err, codes.InvalidArgument)
	_, err = c.commit(`{"type": "enum", "name": "C", "symbols": ["` + strings.Repeat("A", mostDefinitionBytes) + `"]}`)
	refusedWith(t, err, codes.InvalidArgument)
	_, err = c.schemas.DeleteSchemaRevision(as(t, deployer),
		&pb.DeleteSchemaRevisionRequest{Name: customers + "@" + first.GetRevisionId()})
	refusedWith(t, err, codes.FailedPrecondition)
	for range mostRevisions - 1 {
		_, err = c.commit(definition)
		must(t, err)
	}
	_, err = c.commit(definition)
	refusedWith(t, err, codes.FailedPrecondition)
	_, err = c.schemas.ValidateSchema(as(t, deployer), &pb.ValidateSchemaRequest{
		Parent: "projects/ar", Schema: &pb.Schema{Type: pb.Schema_PROTOCOL_BUFFER, Definition: `syntax = "proto3";`}})
	refusedWith(t, err, codes.Unimplemented)
	_, err = c.schemas.ValidateSchema(as(t, deployer),
		&pb.ValidateSchemaRequest{Parent: "projects/ar", Schema: &pb.Schema{Definition: definition}})
	refusedWith(t, err, codes.InvalidArgument)
}

func TestMessagesAreValidatedWithoutPublishing(t *testing.T) {
	c := start(t)
	_, err := c.schema(definition)
	must(t, err)
	for _, request := range []*pb.ValidateMessageRequest{
		{SchemaSpec: &pb.ValidateMessageRequest_Name{Name: customers}},
		{SchemaSpec: &pb.ValidateMessageRequest_Schema{Schema: avroSchema(definition)}},
	} {
		for message, code := range map[string]codes.Code{`{"id": "1"}`: codes.OK, `{}`: codes.InvalidArgument} {
			request.Parent, request.Encoding, request.Message = "projects/ar", pb.Encoding_JSON, []byte(message)
			_, err := c.schemas.ValidateMessage(as(t, deployer), request)
			refusedWith(t, err, code)
		}
		request.Encoding, request.Message = pb.Encoding_BINARY, []byte("\x02a")
		_, err := c.schemas.ValidateMessage(as(t, deployer), request)
		must(t, err)
	}
}

func TestNothingIsPublishedOnceTheSchemaIsDeleted(t *testing.T) {
	c := start(t)
	_, err := c.schema(definition)
	must(t, err)
	c.checkedTopic(&pb.SchemaSettings{})
	_, err = c.schemas.DeleteSchema(as(t, deployer), &pb.DeleteSchemaRequest{Name: customers})
	must(t, err)
	stored, err := c.publisher.GetTopic(as(t, deployer), &pb.GetTopicRequest{Topic: created})
	must(t, err)
	if stored.GetSchemaSettings().GetSchema() != deletedSchema {
		t.Errorf("stored %v", stored)
	}
	refusedWith(t, c.publish(deployer, text(`{"id": "1"}`)), codes.FailedPrecondition)
	_, err = c.publisher.CreateTopic(as(t, deployer), &pb.Topic{
		Name: dead, SchemaSettings: &pb.SchemaSettings{Schema: customers, Encoding: pb.Encoding_JSON}})
	refusedWith(t, err, codes.NotFound)
}

func TestSchemasAreListedByProject(t *testing.T) {
	c := start(t)
	_, err := c.schema(definition)
	must(t, err)
	for project, count := range map[string]int{"ar": 1, "empty": 0} {
		listed, err := c.schemas.ListSchemas(as(t, deployer),
			&pb.ListSchemasRequest{Parent: "projects/" + project, View: pb.SchemaView_FULL})
		must(t, err)
		if len(listed.GetSchemas()) != count || count == 1 && listed.GetSchemas()[0].GetDefinition() != definition {
			t.Errorf("%s: %v", project, listed)
		}
	}
}

func TestSchemasNeedTheirGrants(t *testing.T) {
	c := start(t)
	_, err := c.schema(definition)
	must(t, err)
	settings := &pb.SchemaSettings{Schema: customers, Encoding: pb.Encoding_JSON}
	attach := func() error {
		_, err := c.publisher.CreateTopic(as(t, owner), &pb.Topic{Name: ownTopic, SchemaSettings: settings})
		return err
	}
	get := func() error {
		_, err := c.schemas.GetSchema(as(t, crm), &pb.GetSchemaRequest{Name: customers})
		return err
	}
	refusedWith(t, attach(), codes.PermissionDenied)
	refusedWith(t, get(), codes.PermissionDenied)
	c.grant(customers, "roles/pubsub.editor", owner)
	c.grant(customers, "roles/pubsub.viewer", crm)
	must(t, attach())
	must(t, get())
	_, err = c.publisher.UpdateTopic(as(t, crm), &pb.UpdateTopicRequest{
		Topic: &pb.Topic{Name: ownTopic}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"schema_settings"}}})
	refusedWith(t, err, codes.PermissionDenied)
	for name, call := range map[string]func() error{
		"create": func() error {
			_, err := c.schemas.CreateSchema(as(t, crm), &pb.CreateSchemaRequest{Parent: "projects/ar", SchemaId: "other"})
			return err
		},
		"commit": func() error {
			_, err := c.schemas.CommitSchema(as(t, crm), &pb.CommitSchemaRequest{Name: customers})
			return err
		},
		"delete": func() error {
			_, err := c.schemas.DeleteSchema(as(t, crm), &pb.DeleteSchemaRequest{Name: customers})
			return err
		},
		"rollback": func() error {
			_, err := c.schemas.RollbackSchema(as(t, crm), &pb.RollbackSchemaRequest{Name: customers})
			return err
		},
	} {
		if err := call(); !strings.Contains(fmt.Sprint(err), "pubsub.schemas."+name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
