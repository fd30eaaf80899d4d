"""Calendar sums worked out by hand, in the zones where they are hardest.

Each row is `calendar | rule | what is asked | the answer`. Calendars are named by their zone, with
a word behind it for hours other than Mon-Fri 09:00-17:00: `day` is open round the clock, `lunch`
closes 12:00-13:00, `night` is open 22:00-24:00 and 00:00-06:00, `small` is open 02:00-02:30 and
03:00-04:00, `early` is open 02:30-03:00, `apart` is open Fri 16:00-17:00 and Sat 10:00-12:00, and
`across` is open Fri 10:00-13:00 and Sat 12:00-15:00.
"""

INSTANT = """
America/New_York | A3 | 2026-03-08 01:59 | 2026-03-08T01:59-05:00
America/New_York | A3 | 2026-03-08 02:00 | 2026-03-08T03:00-04:00
America/New_York | A3 | 2026-03-08 02:30 | 2026-03-08T03:30-04:00
America/New_York | A3 | 2026-03-08 03:00 | 2026-03-08T03:00-04:00
America/New_York | A3 | 2026-11-01 00:59 | 2026-11-01T00:59-04:00
America/New_York | A3 | 2026-11-01 01:00 | 2026-11-01T01:00-04:00
America/New_York | A3 | 2026-11-01 01:30 | 2026-11-01T01:30-04:00
America/New_York | A3 | 2026-11-01 02:00 | 2026-11-01T02:00-05:00
America/Chicago | A3 | 2026-03-08 02:15 | 2026-03-08T03:15-05:00
America/Chicago | A3 | 2026-11-01 01:15 | 2026-11-01T01:15-05:00
Europe/London | A3 | 2026-03-29 01:30 | 2026-03-29T02:30+01:00
Europe/London | A3 | 2026-10-25 01:30 | 2026-10-25T01:30+01:00
Europe/London | A3 | 2026-10-25 02:00 | 2026-10-25T02:00+00:00
Asia/Kathmandu | A3 | 2026-03-29 02:30 | 2026-03-29T02:30+05:45
Asia/Kathmandu | A3 | 1985-12-31 23:59 | 1985-12-31T23:59+05:30
Asia/Kathmandu | A3 | 1986-01-01 00:05 | 1986-01-01T00:20+05:45
Pacific/Chatham | A3 | 2026-09-27 02:44 | 2026-09-27T02:44+12:45
Pacific/Chatham | A3 | 2026-09-27 02:45 | 2026-09-27T03:45+13:45
Pacific/Chatham | A3 | 2026-09-27 03:30 | 2026-09-27T04:30+13:45
Pacific/Chatham | A3 | 2026-09-27 03:45 | 2026-09-27T03:45+13:45
Pacific/Chatham | A3 | 2026-04-05 03:00 | 2026-04-05T03:00+13:45
Pacific/Chatham | A3 | 2026-04-05 03:45 | 2026-04-05T03:45+12:45
Australia/Lord_Howe | A3 | 2026-10-04 01:59 | 2026-10-04T01:59+10:30
Australia/Lord_Howe | A3 | 2026-10-04 02:00 | 2026-10-04T02:30+11:00
Australia/Lord_Howe | A3 | 2026-10-04 02:29 | 2026-10-04T02:59+11:00
Australia/Lord_Howe | A3 | 2026-10-04 02:30 | 2026-10-04T02:30+11:00
Australia/Lord_Howe | A3 | 2026-04-05 01:45 | 2026-04-05T01:45+11:00
Australia/Lord_Howe | A3 | 2026-04-05 02:00 | 2026-04-05T02:00+10:30
America/St_Johns | A3 | 2026-03-08 02:30 | 2026-03-08T03:30-02:30
America/St_Johns | A3 | 2026-11-01 01:30 | 2026-11-01T01:30-02:30
America/St_Johns | A3 | 2026-11-01 02:00 | 2026-11-01T02:00-03:30
America/St_Johns | A3 | 2010-03-14 00:01 | 2010-03-14T01:01-02:30
Pacific/Apia | A3 | 2011-12-29 23:59 | 2011-12-29T23:59-10:00
Pacific/Apia | A3 | 2011-12-30 00:00 | 2011-12-31T00:00+14:00
Pacific/Apia | A3 | 2011-12-30 10:00 | 2011-12-31T10:00+14:00
Pacific/Apia | A3 | 2011-12-31 10:00 | 2011-12-31T10:00+14:00
Pacific/Kwajalein | A3 | 1993-08-21 12:00 | 1993-08-22T12:00+12:00
Africa/Casablanca | A3 | 2026-02-15 02:30 | 2026-02-15T02:30+01:00
Africa/Casablanca | A5 | 2026-09-19 12:00 | 2026-09-19T12:00+01:00
Africa/Casablanca | A5 | 2026-09-21 12:00 | 2026-09-21T12:00+00:00
Africa/Casablanca | A3 | 2026-09-20 01:30 | 2026-09-20T01:30+01:00
America/Vancouver | A3 | 2026-03-08 02:30 | 2026-03-08T03:30-07:00
America/Vancouver | A5 | 2026-10-31 12:00 | 2026-10-31T12:00-07:00
America/Vancouver | A5 | 2026-11-01 01:30 | 2026-11-01T01:30-07:00
America/Vancouver | A5 | 2026-11-02 09:00 | 2026-11-02T09:00-07:00
America/Santiago | A3 | 2026-09-06 00:00 | 2026-09-06T01:00-03:00
America/Santiago | A3 | 2026-04-04 23:30 | 2026-04-04T23:30-03:00
America/Havana | A3 | 2026-03-08 00:30 | 2026-03-08T01:30-04:00
America/Havana | A3 | 2026-11-01 00:30 | 2026-11-01T00:30-04:00
"""

ADD = """
America/Chicago | D1 | 2026-11-23T10:00-06:00 + 2:00 | 2026-11-23T12:00-06:00
America/Chicago | D1 | 2026-11-23T10:00-06:00 + 7:00 | 2026-11-23T17:00-06:00
America/Chicago | D1 | 2026-11-23T10:00-06:00 + 7:01 | 2026-11-24T09:01-06:00
America/Chicago | D1 | 2026-11-20T16:00-06:00 + 2:00 | 2026-11-23T10:00-06:00
America/Chicago | D1 | 2026-11-21T10:00-06:00 + 1:00 | 2026-11-23T10:00-06:00
America/Chicago | D1 | 2026-11-23T05:00-06:00 + 8:00 | 2026-11-23T17:00-06:00
America/Chicago | D1 | 2026-11-23T17:00-06:00 + 1:00 | 2026-11-24T10:00-06:00
America/Chicago | D1 | 2026-11-25T16:00-06:00 + 2:00 | 2026-11-27T10:00-06:00
America/Chicago | D1 | 2026-11-23T10:00-06:00 + 0:00 | 2026-11-23T10:00-06:00
America/Chicago | D1 | 2026-11-23T17:00-06:00 + 0:00 | 2026-11-24T09:00-06:00
America/Chicago | D1 | 2026-11-23T09:00-06:00 + 40:00 | 2026-11-30T17:00-06:00
America/Chicago | A4 | 2026-11-23T16:00+00:00 + 2:00 | 2026-11-23T12:00-06:00
America/Chicago lunch | D1 | 2026-11-23T11:00-06:00 + 1:00 | 2026-11-23T12:00-06:00
America/Chicago lunch | D1 | 2026-11-23T11:00-06:00 + 1:30 | 2026-11-23T13:30-06:00
America/Chicago lunch | D1 | 2026-11-23T12:30-06:00 + 0:30 | 2026-11-23T13:30-06:00
America/New_York day | D1 | 2026-03-07T12:00-05:00 + 24:00 | 2026-03-08T13:00-04:00
America/New_York day | D1 | 2026-10-31T12:00-04:00 + 24:00 | 2026-11-01T11:00-05:00
America/New_York night | D1 | 2026-03-07T23:00-05:00 + 6:00 | 2026-03-08T06:00-04:00
America/New_York night | D1 | 2026-10-31T23:00-04:00 + 8:00 | 2026-11-01T06:00-05:00
America/New_York night | D1 | 2026-06-10T23:00-04:00 + 1:00 | 2026-06-11T00:00-04:00
America/New_York night | D1 | 2026-06-10T23:00-04:00 + 7:30 | 2026-06-11T22:30-04:00
America/New_York small | A3 | 2026-03-07T20:00-05:00 + 0:30 | 2026-03-08T03:30-04:00
America/New_York small | A3 | 2026-03-07T20:00-05:00 + 1:00 | 2026-03-08T04:00-04:00
America/New_York early | A3 | 2026-03-07T20:00-05:00 + 0:15 | 2026-03-09T02:45-04:00
Australia/Lord_Howe day | D1 | 2026-10-03T12:00+10:30 + 24:00 | 2026-10-04T12:30+11:00
Pacific/Chatham day | D1 | 2026-04-04T12:00+13:45 + 25:00 | 2026-04-05T12:00+12:45
Pacific/Apia | D1 | 2011-12-29T16:00-10:00 + 1:00 | 2011-12-29T17:00-10:00
Pacific/Apia | A3 | 2011-12-29T16:00-10:00 + 2:00 | 2011-12-31T10:00+14:00
Pacific/Apia day | A3 | 2011-12-29T12:00-10:00 + 24:00 | 2011-12-31T12:00+14:00
Pacific/Apia day | A3 | 2011-12-29T12:00-10:00 + 36:00 | 2012-01-01T00:00+14:00
Pacific/Apia apart | A3 | 2011-12-29T12:00-10:00 + 1:00 | 2011-12-31T11:00+14:00
Pacific/Apia apart | A3 | 2011-12-29T12:00-10:00 + 3:00 | 2011-12-31T17:00+14:00
Pacific/Apia apart | A3 | 2011-12-31T11:30+14:00 + 1:00 | 2011-12-31T16:30+14:00
Pacific/Apia across | A3 | 2011-12-29T12:00-10:00 + 4:00 | 2011-12-31T14:00+14:00
Pacific/Apia across | A3 | 2011-12-29T12:00-10:00 + 6:00 | 2012-01-06T11:00+14:00
America/Vancouver day | A5 | 2026-10-31T12:00-07:00 + 24:00 | 2026-11-01T12:00-07:00
Africa/Casablanca | A5 | 2026-09-18T16:00+01:00 + 2:00 | 2026-09-21T10:00+00:00
Asia/Kathmandu | D1 | 2026-06-12T16:30+05:45 + 1:00 | 2026-06-15T09:30+05:45
America/St_Johns | D1 | 2026-03-06T16:00-03:30 + 2:00 | 2026-03-09T10:00-02:30
Europe/London | D1 | 2026-03-27T16:30+00:00 + 1:00 | 2026-03-30T09:30+01:00
"""

ELAPSED = """
America/Chicago | D2 | 2026-11-23T10:00-06:00 .. 2026-11-23T12:00-06:00 | 2:00
America/Chicago | D2 | 2026-11-23T12:00-06:00 .. 2026-11-23T10:00-06:00 | -2:00
America/Chicago | D2 | 2026-11-23T12:00-06:00 .. 2026-11-23T12:00-06:00 | 0:00
America/Chicago | D2 | 2026-11-23T07:00-06:00 .. 2026-11-23T19:00-06:00 | 8:00
America/Chicago | D2 | 2026-11-21T00:00-06:00 .. 2026-11-23T00:00-06:00 | 0:00
America/Chicago | D2 | 2026-11-23T00:00-06:00 .. 2026-11-30T00:00-06:00 | 32:00
America/Chicago lunch | D2 | 2026-11-23T11:30-06:00 .. 2026-11-23T13:30-06:00 | 1:00
America/New_York day | D2 | 2026-03-08T00:00-05:00 .. 2026-03-09T00:00-04:00 | 23:00
America/New_York day | D2 | 2026-11-01T00:00-04:00 .. 2026-11-02T00:00-05:00 | 25:00
Australia/Lord_Howe day | D2 | 2026-10-04T00:00+10:30 .. 2026-10-05T00:00+11:00 | 23:30
Australia/Lord_Howe day | D2 | 2026-04-05T00:00+11:00 .. 2026-04-06T00:00+10:30 | 24:30
Pacific/Chatham day | D2 | 2026-09-27T00:00+12:45 .. 2026-09-28T00:00+13:45 | 23:00
Pacific/Apia day | A3 | 2011-12-29T00:00-10:00 .. 2012-01-01T00:00+14:00 | 48:00
Pacific/Apia apart | A3 | 2011-12-29T12:00-10:00 .. 2011-12-31T11:00+14:00 | 1:00
Pacific/Apia apart | A3 | 2011-12-31T08:00+14:00 .. 2012-01-01T00:00+14:00 | 3:00
Pacific/Apia apart | A3 | 2011-12-31T11:00+14:00 .. 2011-12-31T16:30+14:00 | 1:30
Pacific/Apia across | A3 | 2011-12-29T12:00-10:00 .. 2012-01-01T00:00+14:00 | 5:00
America/New_York early | A3 | 2026-03-07T12:00-05:00 .. 2026-03-08T12:00-04:00 | 0:00
America/New_York small | A3 | 2026-03-08T00:00-05:00 .. 2026-03-08T12:00-04:00 | 1:00
"""

NEXT = """
America/Chicago | D3 open | 2026-11-23T09:00-06:00 | 2026-11-23T09:00-06:00
America/Chicago | D3 open | 2026-11-23T08:59-06:00 | 2026-11-23T09:00-06:00
America/Chicago | D3 open | 2026-11-23T17:00-06:00 | 2026-11-24T09:00-06:00
America/Chicago | D3 open | 2026-11-25T17:00-06:00 | 2026-11-27T09:00-06:00
America/Chicago | D3 open | 2026-11-21T12:00-06:00 | 2026-11-23T09:00-06:00
America/Chicago | D3 close | 2026-11-23T09:00-06:00 | 2026-11-23T17:00-06:00
America/Chicago | D3 close | 2026-11-23T17:00-06:00 | 2026-11-24T17:00-06:00
America/Chicago | D3 close | 2026-11-21T12:00-06:00 | 2026-11-23T17:00-06:00
America/Chicago lunch | D3 open | 2026-11-23T12:00-06:00 | 2026-11-23T13:00-06:00
America/Chicago lunch | D3 close | 2026-11-23T10:00-06:00 | 2026-11-23T12:00-06:00
America/Chicago lunch | D3 close | 2026-11-23T12:00-06:00 | 2026-11-23T17:00-06:00
America/New_York night | D3 close | 2026-06-10T23:00-04:00 | 2026-06-11T00:00-04:00
America/New_York night | D3 close | 2026-06-11T00:00-04:00 | 2026-06-11T06:00-04:00
America/New_York early | D3 open | 2026-03-07T12:00-05:00 | 2026-03-09T02:30-04:00
America/New_York small | D3 open | 2026-03-08T00:00-05:00 | 2026-03-08T03:00-04:00
Pacific/Apia apart | D3 open | 2011-12-29T12:00-10:00 | 2011-12-31T10:00+14:00
Pacific/Apia apart | D3 open | 2011-12-31T11:00+14:00 | 2011-12-31T11:00+14:00
Pacific/Apia apart | D3 open | 2011-12-31T12:00+14:00 | 2011-12-31T16:00+14:00
Pacific/Apia apart | D3 close | 2011-12-29T12:00-10:00 | 2011-12-31T12:00+14:00
Pacific/Apia across | D3 close | 2011-12-31T11:00+14:00 | 2011-12-31T15:00+14:00
Asia/Kathmandu | D3 open | 2026-06-12T11:15+00:00 | 2026-06-15T09:00+05:45
Pacific/Chatham | D3 open | 2026-09-25T18:00+12:45 | 2026-09-28T09:00+13:45
"""

OPEN = """
America/Chicago | D3 | 2026-11-23T09:00-06:00 | yes
America/Chicago | D3 | 2026-11-23T08:59-06:00 | no
America/Chicago | D3 | 2026-11-23T16:59-06:00 | yes
America/Chicago | D3 | 2026-11-23T17:00-06:00 | no
America/Chicago | D3 | 2026-11-23T15:00+00:00 | yes
America/Chicago | D3 | 2026-11-26T12:00-06:00 | no
America/Chicago | D3 | 2026-11-28T12:00-06:00 | no
America/Chicago lunch | D3 | 2026-11-23T12:00-06:00 | no
America/New_York day | D3 | 2026-11-01T01:30-05:00 | yes
America/New_York early | A3 | 2026-03-08T03:30-04:00 | no
America/New_York small | A3 | 2026-03-08T03:00-04:00 | yes
America/New_York early | A3 | 2026-03-09T02:45-04:00 | yes
Pacific/Apia apart | A3 | 2011-12-31T11:00+14:00 | yes
Pacific/Apia apart | A3 | 2011-12-31T16:30+14:00 | yes
Pacific/Apia apart | A3 | 2011-12-31T13:00+14:00 | no
Asia/Kathmandu | D3 | 2026-06-10T03:15+00:00 | yes
Asia/Kathmandu | D3 | 2026-06-10T11:15+00:00 | no
"""

DAYS = """
America/Chicago | D4 | 2026-11-23 + 1 | 2026-11-24
America/Chicago | D4 | 2026-11-25 + 1 | 2026-11-27
America/Chicago | D4 | 2026-11-20 + 1 | 2026-11-23
America/Chicago | D4 | 2026-11-21 + 1 | 2026-11-23
America/Chicago | D4 | 2026-11-23 + 4 | 2026-11-30
America/Chicago | D4 | 2026-11-23 + 10 | 2026-12-08
Pacific/Apia | D4 | 2011-12-29 + 2 | 2012-01-02
Pacific/Apia | D4 | 2011-12-31 + 1 | 2012-01-02
America/New_York early | D4 | 2026-03-07 + 1 | 2026-03-09
"""
"""The calendar in America/Chicago has the holiday 2026-11-26 in all these tables."""
