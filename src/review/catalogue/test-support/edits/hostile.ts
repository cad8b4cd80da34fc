import type { Edit } from "../edit.ts";

/** Texts that want to be more than texts. */
export const hostileEdits: readonly Edit[] = [
  {
    name: "hostile-texts",
    says: "Contact, description and file names try to be Markdown, HTML, a mention, a command, and to reorder what is read.",
    files: {
      "teams/loyalty.yaml": [
        [
          "contact: loyalty@harbor.example",
          'contact: "`</code></details>`<img src=x onerror=alert(1)> @harbor/everyone [click](https://evil.example) \\u202Egnp.exe"',
        ],
        [
          "POINTS_EARNED: {}",
          'POINTS_EARNED: { description: "```mermaid\\n::error file=x::you\\n</details>\\n\\n| a | b |\\n|---|---|\\n# Approved by @harbor/platform <!-- " }',
        ],
      ],
    },
    changes: ["safe team-contact-changed team:loyalty", "safe event-description-changed topic:POINTS_EARNED"],
    cloud: "same",
  },
  {
    name: "hostile-names",
    says: "Names that the file's schema refuses stand in the change.",
    files: {
      "teams/loyalty.yaml": [
        [
          "    POINTS_EARNED: {}\n",
          '    POINTS_EARNED: {}\n    "</details><script>alert(1)</script>": {}\n    "`]] **@harbor/everyone**": {}\n',
        ],
      ],
    },
    changes: [
      "safe event-added topic:</details><script>alert(1)</script>",
      "safe event-added topic:`]] **@harbor/everyone**",
    ],
    cloud: { google: "not compared", sns: "not compared", eventbridge: "not compared" },
    incomplete: "head",
  },
];
