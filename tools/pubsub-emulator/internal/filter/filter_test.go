package filter

import (
	"strings"
	"testing"
)

func TestFilterDecides(t *testing.T) {
	message := map[string]string{"country": "th", "kind": "order-paid", "iana.org/language": "en"}
	for text, want := range map[string]bool{
		``:                                                    true,
		`attributes:country`:                                  true,
		`attributes:missing`:                                  false,
		`attributes.country = "th"`:                           true,
		`attributes.country="sg"`:                             false,
		`attributes.country != "sg"`:                          true,
		`attributes.missing != "sg"`:                          true,
		`NOT attributes:country`:                              false,
		`-attributes:missing`:                                 true,
		`attributes."iana.org/language" = "en"`:               true,
		`attributes:"iana.org/language"`:                      true,
		`hasPrefix(attributes.kind, "order-")`:                true,
		`hasPrefix(attributes.missing, "")`:                   false,
		`attributes.country = "th" AND attributes.kind = "x"`: false,
		`attributes.country = "th" OR attributes.kind = "x"`:  true,
		`(attributes.country = "sg" OR attributes.country = "th") AND attributes:kind`: true,
		`NOT (attributes:missing OR attributes:country)`:                               false,
		`attributes.country = "t\"h"`:                                                  false,
	} {
		accepts, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if accepts(message) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}

func TestIllegalFiltersAreRefused(t *testing.T) {
	for _, text := range []string{
		`attributes`, `attributes.country`, `attributes.country = th`, `country = "th"`, `attributes:`,
		`attributes.a = "1" AND attributes.b = "2" OR attributes.c = "3"`,
		`(attributes:a`, `attributes:a)`, `attributes:a attributes:b`, `hasPrefix(attributes.a)`, `attributes.a = "x`,
		`attributes.a > "1"`, strings.Repeat("(", 100), `attributes:` + strings.Repeat("a", MaxBytes),
	} {
		if _, err := Parse(text); err == nil {
			t.Errorf("accepted: %s", text)
		}
	}
}
