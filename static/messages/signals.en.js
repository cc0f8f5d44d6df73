// Words of signals, and of an MSL’s counts, in English. signals.de.js has the same keys.

export default {
  "signals.title": "Signals",
  "signals.lead":
    "More than chance would bring, and more than one person says so. A reason to read the entries, not a finding.",
  "signals.loading": "Signals are being reckoned …",
  "signals.strip": "More than chance would bring",
  "signals.stripNone": "No signal now: nothing rises by more than chance would let it.",
  "signals.all": { one: "Signals", other: "All {count} signals" },
  "signals.rises": "What rises",
  "signals.words": "New words",
  "signals.noRises":
    "No barrier takes more room than usual, in any region, area or sub-barrier. That is the usual state; look again when new entries have come.",
  "signals.noWords": "No word is newly frequent in the last four weeks.",
  "signals.oneVoice": {
    one: "{count} more rise was left out: without its loudest author nothing of it remains.",
    other: "{count} more rises were left out: without their loudest author nothing of them remains.",
  },
  "signals.dismissedOnes": { one: "{count} dismissed", other: "{count} dismissed" },
  "signals.word": "“{term}”",
  "signals.within": "{barrier}, {sub}",
  "signals.in": "{what} in {place}",
  "signals.sentence": {
    one: "{subject}: {count} insight in {weeks} weeks; usual is {usual}.",
    other: "{subject}: {count} insights in {weeks} weeks; usual is {usual}.",
  },
  "signals.sentenceWord": {
    one: "{subject} is new: in {count} insight in {weeks} weeks; usual is {usual}.",
    other: "{subject} is new: in {count} insights in {weeks} weeks; usual is {usual}.",
  },
  "signals.lessThanOne": "less than one",
  "signals.share": "{now} of 100 insights logged ({logged} in all); in the {weeks} weeks before, {before}.",
  "signals.shareWord":
    "In {now} of 100 insights read ({logged} in all); in the {weeks} weeks before, in {before}.",
  "signals.loudest": { one: "The loudest author wrote {count}.", other: "The loudest author wrote {count}." },
  "signals.days": "{span}, the running week included.",
  "signals.judge": "What do you make of it?",
  "signals.verdict.seen": "Seen",
  "signals.verdict.watching": "Watching",
  "signals.verdict.dismissed": "Dismiss because …",
  "signals.because": "Dismissed because",
  "signals.dismiss": "Dismiss",
  "signals.decided.seen": "Seen by {name}, {day}.",
  "signals.decided.watching": "Watched by {name} since {day}.",
  "signals.decided.dismissed": "Dismissed by {name}, {day}:",
  "signals.said.seen": "Marked as seen",
  "signals.said.watching": "Marked as watched",
  "signals.said.dismissed": "Dismissed",
  "signals.state.seen": "seen",
  "signals.state.watching": "watching",
  "signals.state.dismissed": "dismissed",
  "signals.method": "What this can find, and what it can’t",
  "signals.method.share": {
    one: "One place is looked at: a barrier’s share of what was logged in the last four and eight weeks, held against the year before. More visits alone are no signal.",
    other:
      "{count} places are looked at: a barrier’s share of what was logged in the last four and eight weeks, held against the year before. More visits alone are no signal.",
  },
  "signals.method.finds":
    "At about one entry a week in a place, two of three three-fold rises are found, after about seven weeks. Smaller rises, and rises in quieter places, may never show.",
  "signals.method.chance":
    "Of what is shown, expect about one in ten to be chance. A rise has to remain without its loudest author.",
  "signals.method.blind":
    "A change in how people write or file looks like a rise, and what nobody logs can’t be seen. Read before you act.",
  "counts.title": "Trends in your region",
  "counts.lead":
    "What was named in {regions} in the last half year, and how often. Counts only: what colleagues wrote stays with them and their leads.",
  "counts.by": "Count by",
  "counts.step.month": "By month",
  "counts.step.quarter": "By quarter",
  "counts.steps": "How long a column is",
  "counts.visits": "Visits, new or not",
  "counts.table": "Insights over time",
  "counts.none": "Nothing to count yet",
  "counts.noneHelp": "As soon as entries of your region arrive, they are counted here.",
  "counts.measure": "Counts of insights, the newest first.",
  "counts.running": "… marks the period that is still running.",
  "counts.hidden": {
    one: "A dot stands for 1 to {most}, or for a number from which one of those would follow: counts under {below} are hidden so that nobody can be told from them ({count} hidden).",
    other:
      "A dot stands for 1 to {most}, or for a number from which one of those would follow: counts under {below} are hidden so that nobody can be told from them ({count} hidden).",
  },
  "counts.cellHidden": "hidden, as a count under {below} could be told from it",
};
