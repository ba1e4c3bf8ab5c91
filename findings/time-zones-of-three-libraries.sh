#!/usr/bin/env bash
# One name of a time zone, read by three libraries that meet in one Temporal application: Intl (Node), temporal-polyfill 1.0.8 and Go's zone
# data, by which a Temporal server reads the zone of a schedule.
#
# Each takes names that another refuses:
# - Intl takes any capitals and the abbreviations of ICU (CST, IST, ECT); the polyfill takes any capitals, but no such abbreviation; Go takes
#   the data base's spelling alone.
# - So a zone that passes a check by Intl can fail at the first date that the polyfill computes, and one that passes both can make the
#   server refuse the schedule: europe/paris.
# What follows: take a name only where it is the polyfill's own canonical spelling, and stands for a place.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null && npm install --no-audit --no-fund --silent temporal-polyfill@1.0.8

cat > seen.mjs <<'JS'
import { Temporal } from 'temporal-polyfill';
const takes = (read) => { try { read(); return 'yes'; } catch { return 'no '; } };
for (const zone of ['Europe/Paris', 'europe/paris', 'utc', 'CST', 'IST', 'ECT'])
  console.log(`${zone.padEnd(12)} Intl ${takes(() => new Intl.DateTimeFormat('en', { timeZone: zone }))} polyfill ${takes(() =>
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone))}`);
JS
mkdir zones && cat > zones/main.go <<'GO'
package main

import (
	"fmt"
	"time"
	_ "time/tzdata"
)

func main() {
	for _, zone := range []string{"Europe/Paris", "europe/paris", "utc", "CST", "IST", "ECT"} {
		taken := "yes"
		if _, err := time.LoadLocation(zone); err != nil {
			taken = "no"
		}
		fmt.Printf("%-12s Go %s\n", zone, taken)
	}
}
GO
(cd zones && go mod init zones 2>/dev/null && ZONEINFO='' go build -o ../zones-of-go .)
paste -d' ' <(node seen.mjs) <(./zones-of-go | cut -c14-) | tee seen
cat > expected <<'TXT'
Europe/Paris Intl yes polyfill yes Go yes
europe/paris Intl yes polyfill yes Go no
utc          Intl yes polyfill yes Go no
CST          Intl yes polyfill no  Go no
IST          Intl yes polyfill no  Go no
ECT          Intl yes polyfill no  Go no
TXT
diff expected seen && echo "as described: Node $(node --version), temporal-polyfill 1.0.8, $(go version | cut -d' ' -f3)"
