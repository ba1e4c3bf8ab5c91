#!/usr/bin/env bash
# libphonenumber-js 1.13.16: numbers of the French overseas departments as people there type them (0690 …, 0262 …) are "valid" with the
# package's default metadata and country FR – as +33690…, a number of nobody.
#
# Guadeloupe, Martinique, Guyane, Réunion and Mayotte have country codes of their own (590, 596, 594, 262), though they dial the same ten
# digits as the mainland. The default metadata ("min") knows lengths, not ranges, so isValid() is true; "max" knows the ranges and says
# false. Neither finds the right country by itself: that takes the department's code (GP, MQ, RE …), where "max" tells the right one from
# the wrong ones.
# What follows: with "min", a French company's overseas colleagues get a number that cannot be called, and no check notices.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null && npm install --no-audit --no-fund --silent libphonenumber-js@1.13.16

cat > seen.mjs <<'JS'
import byDefault from 'libphonenumber-js';
import max from 'libphonenumber-js/max';
const shown = (parse, number, country) => {
  const parsed = parse(number, country);
  return `${parsed.number} ${parsed.isValid() ? 'valid' : 'not valid'}`;
};
for (const number of ['0612345678', '0690123456', '0262123456', '0696123456'])
  console.log(`${number} in FR: default ${shown(byDefault, number, 'FR')}; max ${shown(max, number, 'FR')}`);
for (const country of ['GP', 'MQ', 'RE']) console.log(`0690123456 in ${country}: max ${shown(max, '0690123456', country)}`);
JS
cat > expected <<'TXT'
0612345678 in FR: default +33612345678 valid; max +33612345678 valid
0690123456 in FR: default +33690123456 valid; max +33690123456 not valid
0262123456 in FR: default +33262123456 valid; max +33262123456 not valid
0696123456 in FR: default +33696123456 valid; max +33696123456 not valid
0690123456 in GP: max +590690123456 valid
0690123456 in MQ: max +596690123456 not valid
0690123456 in RE: max +262690123456 not valid
TXT
node seen.mjs | tee seen
diff expected seen && echo "as described: libphonenumber-js 1.13.16"
