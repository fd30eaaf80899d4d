# ruff: noqa: E501 - a row of a table is one line
"""Phrases and the moments they mean, worked out by hand from the rules.

Each row is `rule | phrase | moment in the client's zone | notes`; `-` is no note. Each table says
whose calendars it speaks of and when its phrases were said.
"""

CHICAGO = """
B11 | tomorrow 9am | 2026-11-24T09:00-06:00 | outside_owner_hours
B11 | tomorrow at 9 am | 2026-11-24T09:00-06:00 | outside_owner_hours
B11 | tomorrow at 9 a.m. | 2026-11-24T09:00-06:00 | outside_owner_hours
B11 | 9 a.m. tomorrow | 2026-11-24T09:00-06:00 | outside_owner_hours
B11 | 9:30pm | 2026-11-23T21:30-06:00 | outside_client_hours outside_owner_hours
B11 | 17:30 | 2026-11-23T17:30-06:00 | outside_client_hours
B11 | 09:00 | 2026-11-24T09:00-06:00 | outside_owner_hours
B11 | 24:00 tomorrow | 2026-11-25T00:00-06:00 | outside_client_hours outside_owner_hours
B11 | 24:00 | 2026-11-24T00:00-06:00 | outside_client_hours outside_owner_hours
B11 | 5 o'clock | 2026-11-23T17:00-06:00 | -
B11 | tomorrow 12am | 2026-11-24T00:00-06:00 | outside_client_hours outside_owner_hours
B11 | tomorrow 12pm | 2026-11-24T12:00-06:00 | -
B11 | 12:30am tomorrow | 2026-11-24T00:30-06:00 | outside_client_hours outside_owner_hours
B1 | TOMORROW 9AM | 2026-11-24T09:00-06:00 | outside_owner_hours
B1 | 9am tomorrow | 2026-11-24T09:00-06:00 | outside_owner_hours
B1 | by tomorrow, 9am! | 2026-11-24T09:00-06:00 | outside_owner_hours
B1 |   tomorrow \u00a0 at\u202f9am ?! | 2026-11-24T09:00-06:00 | outside_owner_hours
B1 | tomorrow by 5 o\u2019clock. | 2026-11-24T17:00-06:00 | -
B1 | no later than tomorrow noon | 2026-11-24T12:00-06:00 | -
B1 | not later than 5pm | 2026-11-23T17:00-06:00 | -
B1 | until Friday | 2026-11-27T17:00-06:00 | -
B1 | till tomorrow | 2026-11-24T17:00-06:00 | -
B1 | 5pm sharp | 2026-11-23T17:00-06:00 | -
B1 | for tomorrow | 2026-11-24T17:00-06:00 | -
B1 | 90 minutes | 2026-11-23T16:30-06:00 | -
B1 | Friday, 5pm, New York | 2026-11-27T16:00-06:00 | -
B1 | New York 5pm Friday | 2026-11-27T16:00-06:00 | -
B2 | tomorrow noon their time | 2026-11-24T12:00-06:00 | -
B2 | tomorrow noon your time | 2026-11-24T12:00-06:00 | -
B2 | tomorrow noon client's time | 2026-11-24T12:00-06:00 | -
B2 | tomorrow noon client\u2019s time | 2026-11-24T12:00-06:00 | -
B2 | tomorrow noon client time | 2026-11-24T12:00-06:00 | -
B2 | tomorrow noon local time | 2026-11-24T12:00-06:00 | -
B2 | tomorrow noon my time | 2026-11-24T14:00-06:00 | -
B2 | tomorrow noon our time | 2026-11-24T14:00-06:00 | -
B2 | my time tomorrow noon | 2026-11-24T14:00-06:00 | -
B2 | tomorrow noon America/New_York | 2026-11-24T11:00-06:00 | -
B2 | tomorrow noon new york | 2026-11-24T11:00-06:00 | -
B2 | tomorrow noon New York time | 2026-11-24T11:00-06:00 | -
B2 | tomorrow noon in Denver | 2026-11-24T13:00-06:00 | -
B2 | tomorrow 11:00 Kathmandu | 2026-11-24T23:15-06:00 | outside_client_hours outside_owner_hours
B2 | tomorrow noon St Johns time | 2026-11-24T09:30-06:00 | outside_owner_hours
B2 | tomorrow noon st_johns | 2026-11-24T09:30-06:00 | outside_owner_hours
B2 | tomorrow noon ET | 2026-11-24T11:00-06:00 | -
B2 | tomorrow noon EDT | 2026-11-24T11:00-06:00 | -
B2 | tomorrow noon Eastern | 2026-11-24T11:00-06:00 | -
B2 | tomorrow noon Eastern time | 2026-11-24T11:00-06:00 | -
B2 | tomorrow noon CST | 2026-11-24T12:00-06:00 | -
B2 | tomorrow noon CDT | 2026-11-24T12:00-06:00 | -
B2 | tomorrow noon PST | 2026-11-24T14:00-06:00 | -
B2 | tomorrow noon pdt | 2026-11-24T14:00-06:00 | -
B2 | tomorrow noon PT | 2026-11-24T14:00-06:00 | -
B2 | tomorrow noon MT | 2026-11-24T13:00-06:00 | -
B2 | tomorrow 17:00 UTC | 2026-11-24T11:00-06:00 | -
B2 | tomorrow 17:00 GMT | 2026-11-24T11:00-06:00 | -
B2 | tomorrow 17:00 Z | 2026-11-24T11:00-06:00 | -
B2 | tomorrow 17:00 UK time | 2026-11-24T11:00-06:00 | -
B2 | tomorrow 17:00 BST | 2026-11-24T11:00-06:00 | -
B2 | Wednesday 17:00 CET | 2026-11-25T10:00-06:00 | outside_owner_hours
B2 | Wednesday 10:00 JST | 2026-11-24T19:00-06:00 | outside_client_hours
B2 | Wednesday 10:00 AEST | 2026-11-24T17:00-06:00 | -
B2 | Wednesday noon NZDT | 2026-11-24T17:00-06:00 | -
B3 | 9am London | 2026-11-24T03:00-06:00 | outside_client_hours outside_owner_hours
B3 | tomorrow Tokyo time | 2026-11-25T02:00-06:00 | outside_client_hours outside_owner_hours
B5 | today | 2026-11-23T17:00-06:00 | -
B5 | tomorrow | 2026-11-24T17:00-06:00 | -
B5 | day after tomorrow | 2026-11-25T17:00-06:00 | -
B5 | the day after tomorrow at noon | 2026-11-25T12:00-06:00 | -
B6 | Friday | 2026-11-27T17:00-06:00 | -
B6 | fri | 2026-11-27T17:00-06:00 | -
B6 | Monday | 2026-11-30T17:00-06:00 | -
B6 | this Monday | 2026-11-23T17:00-06:00 | -
B6 | this Friday | 2026-11-27T17:00-06:00 | -
B6 | next Friday | 2026-12-04T17:00-06:00 | next_weekday
B6 | next Monday | 2026-11-30T17:00-06:00 | -
B6 | next tues noon | 2026-12-01T12:00-06:00 | next_weekday
B6 | Tuesday next week | 2026-12-01T17:00-06:00 | -
B6 | next week Tuesday | 2026-12-01T17:00-06:00 | -
B6 | next week, on weds | 2026-12-02T17:00-06:00 | -
B6 | a week from Friday | 2026-12-04T17:00-06:00 | -
B6 | a week from today | 2026-11-30T17:00-06:00 | -
B6 | a week from tomorrow at 9am | 2026-12-01T09:00-06:00 | outside_owner_hours
B6 | Friday week | 2026-12-04T17:00-06:00 | -
B6 | today week | 2026-11-30T17:00-06:00 | -
B6 | tomorrow week noon | 2026-12-01T12:00-06:00 | -
B6 | thurs | 2026-11-26T17:00-06:00 | closed_day outside_client_hours holiday
B6 | Thur 5pm | 2026-11-26T17:00-06:00 | closed_day outside_client_hours holiday
B6 | Saturday | 2026-11-28T17:00-06:00 | closed_day outside_client_hours outside_owner_hours
B7 | this week | 2026-11-27T17:00-06:00 | -
B7 | end of the week | 2026-11-27T17:00-06:00 | -
B7 | by end of this week | 2026-11-27T17:00-06:00 | -
B7 | EOW | 2026-11-27T17:00-06:00 | -
B7 | before EOW | 2026-11-27T17:00-06:00 | -
B7 | next week | 2026-12-04T17:00-06:00 | -
B7 | end of next week 3pm | 2026-12-04T15:00-06:00 | -
B7 | end of the month | 2026-11-30T17:00-06:00 | -
B7 | before the end of the month | 2026-11-30T17:00-06:00 | -
B7 | end of this month at noon | 2026-11-30T12:00-06:00 | -
B7 | EOM | 2026-11-30T17:00-06:00 | -
B7 | end of next month | 2026-12-31T17:00-06:00 | -
B8 | 2026-12-03 | 2026-12-03T17:00-06:00 | -
B8 | Dec 3 | 2026-12-03T17:00-06:00 | -
B8 | 3 Dec | 2026-12-03T17:00-06:00 | -
B8 | December 3rd | 2026-12-03T17:00-06:00 | -
B8 | the 3rd of December | 2026-12-03T17:00-06:00 | -
B8 | Dec 3, 2027 | 2027-12-03T17:00-06:00 | -
B8 | the 3rd of December 2027, noon | 2027-12-03T12:00-06:00 | -
B8 | Nov 23 | 2026-11-23T17:00-06:00 | -
B8 | Nov 20 | 2027-11-20T17:00-06:00 | closed_day outside_client_hours outside_owner_hours
B8 | Jan 4 | 2027-01-04T17:00-06:00 | -
B8 | Feb 29 2028 | 2028-02-29T17:00-06:00 | -
B8 | the 3rd | 2026-12-03T17:00-06:00 | -
B8 | the 23rd | 2026-11-23T17:00-06:00 | -
B8 | the 31st | 2026-12-31T17:00-06:00 | -
B8 | 12/25 | 2026-12-25T17:00-06:00 | -
B8 | 25/12 | 2026-12-25T17:00-06:00 | -
B8 | 5/5 | 2027-05-05T17:00-05:00 | -
B8 | 12/25/2028 | 2028-12-25T17:00-06:00 | -
B8 | Thursday Dec 3 | 2026-12-03T17:00-06:00 | -
B8 | Dec 3, Thu, 4pm | 2026-12-03T16:00-06:00 | -
B8 | Thursday the 3rd | 2026-12-03T17:00-06:00 | -
B9 | next business day | 2026-11-24T17:00-06:00 | -
B9 | next working day at 10am | 2026-11-24T10:00-06:00 | outside_owner_hours
B8 | Dec 3,2027 | 2027-12-03T17:00-06:00 | -
B8 | 3 Dec, 2027, noon | 2027-12-03T12:00-06:00 | -
B1 | by 5, Dec 3 | 2026-12-03T17:00-06:00 | -
B1 | at 9, Dec 3 | 2026-12-03T09:00-06:00 | outside_owner_hours
B1 | by 4, May 3 | 2027-05-03T16:00-05:00 | -
B1 | Dec 3 by 5 | 2026-12-03T17:00-06:00 | -
B1 | Dec 3, 5 | 2026-12-03T17:00-06:00 | -
B1 | 5 Dec, 3 | 2026-12-05T15:00-06:00 | closed_day outside_client_hours outside_owner_hours
B1 | 9 December 3rd | 2026-12-03T09:00-06:00 | outside_owner_hours
B1 | 9 Dec the 3rd | 2026-12-03T09:00-06:00 | outside_owner_hours
B1 | 9 Dec 3 2027 | 2027-12-03T09:00-06:00 | outside_owner_hours
B1 | 9 Dec 3 Thu | 2026-12-03T09:00-06:00 | outside_owner_hours
B1 | 9 Dec 3 Wed | 2026-12-09T15:00-06:00 | -
B1 | 9 Dec 30 | 2026-12-30T09:00-06:00 | outside_owner_hours
B1 | 30 Dec 9 | 2026-12-30T09:00-06:00 | outside_owner_hours
B1 | 3 Dec 3 | 2026-12-03T15:00-06:00 | -
B1 | 9 Dec 3pm | 2026-12-09T15:00-06:00 | -
B1 | 5 day after tomorrow | 2026-11-25T17:00-06:00 | -
B1 | at 5, day after tomorrow | 2026-11-25T17:00-06:00 | -
B1 | afternoon at 3 day after tomorrow | 2026-11-25T15:00-06:00 | -
B1 | before, Friday | 2026-11-25T17:00-06:00 | -
B10 | before Friday | 2026-11-25T17:00-06:00 | -
B10 | before tomorrow | 2026-11-23T17:00-06:00 | -
B10 | before Dec 7 | 2026-12-04T17:00-06:00 | -
B10 | before the 7th | 2026-12-04T17:00-06:00 | -
B10 | before next Monday | 2026-11-27T17:00-06:00 | -
B14 | before Friday noon | 2026-11-27T12:00-06:00 | -
B14 | before 5pm Friday | 2026-11-27T17:00-06:00 | -
B14 | before noon | 2026-11-24T12:00-06:00 | -
B12 | at 9 | 2026-11-24T09:00-06:00 | outside_owner_hours
B12 | by 5 | 2026-11-23T17:00-06:00 | -
B12 | tomorrow at 12 | 2026-11-24T12:00-06:00 | -
B12 | Friday 9:30 | 2026-11-27T09:30-06:00 | outside_owner_hours
B12 | Saturday at 3 | 2026-11-28T15:00-06:00 | closed_day outside_client_hours outside_owner_hours
B12 | at 17 | 2026-11-23T17:00-06:00 | -
B12 | at 0 | 2026-11-24T00:00-06:00 | outside_client_hours outside_owner_hours
B12 | at 08 tomorrow | 2026-11-24T08:00-06:00 | outside_client_hours outside_owner_hours
B12 | 05:00 | 2026-11-24T05:00-06:00 | outside_client_hours outside_owner_hours
B12 | 10:00 on 4 Dec 2026 | 2026-12-04T10:00-06:00 | outside_owner_hours
B12 | 4 Dec 2026 10:00 | 2026-12-04T10:00-06:00 | outside_owner_hours
B12 | 2026-12-04 at 10:00 | 2026-12-04T10:00-06:00 | outside_owner_hours
B12 | 2026-12-04 Friday 10:00 | 2026-12-04T10:00-06:00 | outside_owner_hours
B14 | 10:30 in the evening, 4 Dec 2026 | 2026-12-04T22:30-06:00 | outside_client_hours outside_owner_hours
B14 | 4 Dec 2026 10:30 in the evening | 2026-12-04T22:30-06:00 | outside_client_hours outside_owner_hours
B13 | noon | 2026-11-24T12:00-06:00 | -
B13 | tomorrow lunchtime | 2026-11-24T12:00-06:00 | -
B13 | 12 noon Friday | 2026-11-27T12:00-06:00 | -
B13 | midday tomorrow | 2026-11-24T12:00-06:00 | -
B13 | tomorrow at lunch | 2026-11-24T12:00-06:00 | -
B13 | midnight | 2026-11-24T00:00-06:00 | outside_client_hours outside_owner_hours
B13 | midnight tonight | 2026-11-24T00:00-06:00 | outside_client_hours outside_owner_hours
B13 | midnight tomorrow | 2026-11-25T00:00-06:00 | outside_client_hours outside_owner_hours
B13 | Friday midnight | 2026-11-28T00:00-06:00 | outside_client_hours outside_owner_hours
B14 | tomorrow morning | 2026-11-24T09:00-06:00 | outside_owner_hours
B14 | first thing tomorrow | 2026-11-24T09:00-06:00 | outside_owner_hours
B14 | Friday, first thing in the morning | 2026-11-27T09:00-06:00 | outside_owner_hours
B14 | start of business Wednesday | 2026-11-25T09:00-06:00 | outside_owner_hours
B14 | start of day tomorrow | 2026-11-24T09:00-06:00 | outside_owner_hours
B14 | tomorrow when you open | 2026-11-24T09:00-06:00 | outside_owner_hours
B14 | before they open tomorrow | 2026-11-24T09:00-06:00 | outside_owner_hours
B14 | before we open tomorrow | 2026-11-24T11:00-06:00 | -
B14 | tomorrow, our opening | 2026-11-24T11:00-06:00 | -
B14 | tomorrow afternoon | 2026-11-24T17:00-06:00 | -
B14 | COB tomorrow | 2026-11-24T17:00-06:00 | -
B14 | end of the day tomorrow | 2026-11-24T17:00-06:00 | -
B14 | close of business Friday | 2026-11-27T17:00-06:00 | -
B14 | tomorrow before you close | 2026-11-24T17:00-06:00 | -
B14 | tomorrow before we close | 2026-11-24T19:00-06:00 | outside_client_hours
B14 | our close tomorrow | 2026-11-24T19:00-06:00 | outside_client_hours
B14 | tomorrow evening | 2026-11-24T20:00-06:00 | outside_client_hours outside_owner_hours
B14 | Friday night | 2026-11-27T20:00-06:00 | outside_client_hours outside_owner_hours
B14 | tomorrow afternoon at 3 | 2026-11-24T15:00-06:00 | -
B14 | 9 in the morning | 2026-11-24T09:00-06:00 | outside_owner_hours
B14 | tomorrow at 8 in the morning | 2026-11-24T08:00-06:00 | outside_client_hours outside_owner_hours
B14 | tonight at 8 | 2026-11-23T20:00-06:00 | outside_client_hours outside_owner_hours
B14 | 9:30 tonight | 2026-11-23T21:30-06:00 | outside_client_hours outside_owner_hours
B14 | 4pm this afternoon | 2026-11-23T16:00-06:00 | -
B15 | Friday Denver time | 2026-11-27T18:00-06:00 | outside_client_hours
B15 | tomorrow my time | 2026-11-24T19:00-06:00 | outside_client_hours
B15 | Sunday 10am | 2026-11-29T10:00-06:00 | closed_day outside_client_hours outside_owner_hours
B16 | EOD | 2026-11-23T17:00-06:00 | -
B16 | by close of business | 2026-11-23T17:00-06:00 | -
B16 | before we close | 2026-11-23T19:00-06:00 | outside_client_hours
B16 | first thing | 2026-11-24T09:00-06:00 | outside_owner_hours
B16 | when you open | 2026-11-24T09:00-06:00 | outside_owner_hours
B16 | when we open | 2026-11-24T11:00-06:00 | -
B16 | opening | 2026-11-24T09:00-06:00 | outside_owner_hours
B16 | this afternoon | 2026-11-23T17:00-06:00 | -
B16 | afternoon | 2026-11-23T17:00-06:00 | -
B16 | this evening | 2026-11-23T20:00-06:00 | outside_client_hours outside_owner_hours
B16 | tonight | 2026-11-23T20:00-06:00 | outside_client_hours outside_owner_hours
B16 | 3pm | 2026-11-24T15:00-06:00 | -
B16 | 3:01pm | 2026-11-23T15:01-06:00 | -
B17 | in 45 min | 2026-11-23T15:45-06:00 | -
B17 | forty-five minutes | 2026-11-23T15:45-06:00 | -
B17 | in an hour | 2026-11-23T16:00-06:00 | -
B17 | half an hour | 2026-11-23T15:30-06:00 | -
B17 | an hour and a half | 2026-11-23T16:30-06:00 | -
B17 | an hour, and a half | 2026-11-23T16:30-06:00 | -
B17 | 1 hour, 30 minutes | 2026-11-23T16:30-06:00 | -
B17 | 1h30m | 2026-11-23T16:30-06:00 | -
B17 | 1.5 hours | 2026-11-23T16:30-06:00 | -
B17 | within the hour | 2026-11-23T16:00-06:00 | -
B17 | 2h | 2026-11-23T17:00-06:00 | -
B17 | ninety mins | 2026-11-23T16:30-06:00 | -
B17 | twelve hrs | 2026-11-24T03:00-06:00 | outside_client_hours outside_owner_hours
B17 | a fortnight | 2026-12-07T15:00-06:00 | -
B17 | 3 wks | 2026-12-14T15:00-06:00 | -
B17 | 2d | 2026-11-25T15:00-06:00 | -
B18 | within 24 hours | 2026-11-24T15:00-06:00 | -
B19 | in 2 days | 2026-11-25T15:00-06:00 | -
B19 | in 2 days at 9am | 2026-11-25T09:00-06:00 | outside_owner_hours
B19 | in a week, noon | 2026-11-30T12:00-06:00 | -
B19 | in one month | 2026-12-23T15:00-06:00 | -
B4 | in 60 months | 2031-11-23T15:00-06:00 | closed_day outside_client_hours outside_owner_hours
B19 | in 2 weeks at 9am my time | 2026-12-07T11:00-06:00 | -
B20 | 2 business hours | 2026-11-23T17:00-06:00 | -
B20 | in 3 working hours | 2026-11-24T10:00-06:00 | outside_owner_hours
B20 | 18 business hours | 2026-11-25T17:00-06:00 | -
B20 | 19 business hours | 2026-11-27T10:00-06:00 | outside_owner_hours
B20 | 30 business minutes | 2026-11-23T15:30-06:00 | -
B20 | 5 of our business hours | 2026-11-24T12:00-06:00 | -
B20 | 4 of my working hours | 2026-11-23T19:00-06:00 | outside_client_hours
B21 | 1 business day | 2026-11-24T17:00-06:00 | -
B21 | in 3 business days | 2026-11-27T17:00-06:00 | -
B21 | three working days at noon | 2026-11-27T12:00-06:00 | -
B21 | 3 of our business days | 2026-11-26T19:00-06:00 | outside_client_hours holiday
A5 | 2026-11-24T10:30 | 2026-11-24T10:30-06:00 | outside_owner_hours
A5 | 2026-11-24T10:30-05:00 | 2026-11-24T09:30-06:00 | outside_owner_hours
A5 | 2026-11-24T16:30Z | 2026-11-24T10:30-06:00 | outside_owner_hours
A5 | 2026-11-24 10:30 | 2026-11-24T10:30-06:00 | outside_owner_hours
B24 | Tue 24 Nov 2026 09:00 CST | 2026-11-24T09:00-06:00 | outside_owner_hours
B24 | Tue 24 Nov 2026 20:45 UTC+05:45 | 2026-11-24T09:00-06:00 | outside_owner_hours
"""
"""Client America/Chicago, closed Thu 2026-11-26; owner America/Los_Angeles, no holiday. Both Mon-Fri
09:00-17:00. Said Mon 2026-11-23 15:00 CST (13:00 PST)."""

WEEKEND = """
B16 | EOD | 2026-11-23T17:00-06:00 | -
B16 | before you close | 2026-11-23T17:00-06:00 | -
B16 | first thing | 2026-11-23T09:00-06:00 | outside_owner_hours
B16 | morning | 2026-11-21T12:00-06:00 | closed_day outside_client_hours outside_owner_hours
B16 | this afternoon | 2026-11-21T17:00-06:00 | closed_day outside_client_hours outside_owner_hours
B15 | today | 2026-11-21T17:00-06:00 | closed_day outside_client_hours outside_owner_hours
B12 | at 9 | 2026-11-22T09:00-06:00 | closed_day outside_client_hours outside_owner_hours
B12 | Monday at 9 | 2026-11-23T09:00-06:00 | outside_owner_hours
B9 | next business day | 2026-11-23T17:00-06:00 | -
B6 | next Friday | 2026-11-27T17:00-06:00 | -
B6 | next Sunday | 2026-11-29T17:00-06:00 | closed_day outside_client_hours outside_owner_hours next_weekday
B6 | Saturday | 2026-11-28T17:00-06:00 | closed_day outside_client_hours outside_owner_hours
B6 | this Saturday | 2026-11-21T17:00-06:00 | closed_day outside_client_hours outside_owner_hours
B7 | next week | 2026-11-27T17:00-06:00 | -
B20 | 1 business hour | 2026-11-23T10:00-06:00 | outside_owner_hours
B20 | 0 business hours | 2026-11-23T09:00-06:00 | outside_owner_hours
B21 | 4 business days | 2026-11-27T17:00-06:00 | -
"""
"""As `CHICAGO`, said Sat 2026-11-21 10:00 CST."""

EARLY = """
B16 | this morning | 2026-11-23T09:00-06:00 | outside_owner_hours
B16 | morning | 2026-11-23T09:00-06:00 | outside_owner_hours
B16 | first thing | 2026-11-23T09:00-06:00 | outside_owner_hours
B16 | opening | 2026-11-23T09:00-06:00 | outside_owner_hours
B16 | noon | 2026-11-23T12:00-06:00 | -
B14 | this morning at 8 | 2026-11-23T08:00-06:00 | outside_client_hours outside_owner_hours
B12 | at 9 | 2026-11-23T09:00-06:00 | outside_owner_hours
"""
"""As `CHICAGO`, said Mon 2026-11-23 07:00 CST."""

OPENED = """
B16 | this morning | 2026-11-23T12:00-06:00 | -
B16 | in the morning | 2026-11-23T12:00-06:00 | -
B16 | first thing | 2026-11-24T09:00-06:00 | outside_owner_hours
B16 | when they open | 2026-11-24T09:00-06:00 | outside_owner_hours
B14 | first thing tomorrow morning | 2026-11-24T09:00-06:00 | outside_owner_hours
B12 | at 9 | 2026-11-24T09:00-06:00 | outside_owner_hours
B6 | Monday week | 2026-12-07T17:00-06:00 | -
"""
"""As `CHICAGO`, said Mon 2026-11-23 09:00 CST, at the very opening."""

KATHMANDU = """
B11 | tomorrow 9am | 2026-06-11T09:00+05:45 | outside_owner_hours
B2 | noon my time | 2026-06-10T16:45+05:45 | -
B2 | tomorrow noon GMT | 2026-06-11T16:45+05:45 | -
B2 | tomorrow noon BST | 2026-06-11T16:45+05:45 | -
B2 | tomorrow 9am EST | 2026-06-11T18:45+05:45 | outside_client_hours
B3 | tomorrow 9am Denver | 2026-06-10T20:45+05:45 | outside_client_hours
B16 | EOD | 2026-06-10T17:00+05:45 | -
B18 | in 90 minutes | 2026-06-10T12:30+05:45 | outside_owner_hours
B21 | 1 business day | 2026-06-11T17:00+05:45 | -
A5 | 2026-06-10T06:30+00:00 | 2026-06-10T12:15+05:45 | outside_owner_hours
"""
"""Client Asia/Kathmandu, owner Europe/London. Said Wed 2026-06-10 11:00 +05:45 (06:15 BST)."""

RIYADH = """
B7 | EOW | 2026-06-11T16:00+03:00 | -
B7 | next week | 2026-06-18T16:00+03:00 | -
B7 | end of the month | 2026-06-30T16:00+03:00 | -
B6 | next Sunday | 2026-06-14T16:00+03:00 | outside_owner_hours
B6 | next Thursday | 2026-06-18T16:00+03:00 | next_weekday
B6 | Saturday next week | 2026-06-20T17:00+03:00 | closed_day outside_client_hours outside_owner_hours
B6 | Friday | 2026-06-12T17:00+03:00 | closed_day outside_client_hours
B10 | before Sunday | 2026-06-11T16:00+03:00 | -
B12 | at 4 | 2026-06-10T16:00+03:00 | -
B12 | at 8 | 2026-06-11T08:00+03:00 | outside_owner_hours
B21 | 1 business day | 2026-06-11T16:00+03:00 | -
B21 | 2 business days | 2026-06-14T16:00+03:00 | outside_owner_hours
"""
"""Client Asia/Riyadh, Sun-Thu 08:00-16:00, so its week starts on Sunday (A1); owner Europe/London.
Said Wed 2026-06-10 11:00 +03:00 (09:00 BST)."""

SPRING = """
A3 | Sunday 2:30am | 2026-03-08T03:30-04:00 | closed_day outside_client_hours outside_owner_hours dst_gap
A3 | Sunday 2am | 2026-03-08T03:00-04:00 | closed_day outside_client_hours outside_owner_hours dst_gap
A3 | 2026-03-08 02:30 | 2026-03-08T03:30-04:00 | closed_day outside_client_hours outside_owner_hours dst_gap
A3 | Sunday 3am | 2026-03-08T03:00-04:00 | closed_day outside_client_hours outside_owner_hours
B18 | in 48 hours | 2026-03-08T11:00-04:00 | outside_client_hours outside_owner_hours
B19 | in 2 days | 2026-03-08T10:00-04:00 | closed_day outside_client_hours outside_owner_hours
B19 | in 2 days at 2:30am | 2026-03-08T03:30-04:00 | closed_day outside_client_hours outside_owner_hours dst_gap
B20 | 8 business hours | 2026-03-09T10:00-04:00 | -
B11 | Monday 9am | 2026-03-09T09:00-04:00 | -
"""
"""Client and owner America/New_York. Said Fri 2026-03-06 10:00 EST; clocks go forward on Sunday."""

AUTUMN = """
B11 | Monday 9am | 2026-11-02T09:00-06:00 | -
A3 | Sunday 1:30am | 2026-11-01T01:30-05:00 | closed_day outside_client_hours outside_owner_hours dst_overlap
A3 | Sunday 1am | 2026-11-01T01:00-05:00 | closed_day outside_client_hours outside_owner_hours dst_overlap
A3 | Sunday 2am | 2026-11-01T02:00-06:00 | closed_day outside_client_hours outside_owner_hours
B18 | 33.5 hours | 2026-11-01T01:30-05:00 | outside_client_hours outside_owner_hours
B18 | 34.5 hours | 2026-11-01T01:30-06:00 | outside_client_hours outside_owner_hours
A5 | 2026-11-01T01:30-06:00 | 2026-11-01T01:30-06:00 | outside_client_hours outside_owner_hours
B24 | Sun 1 Nov 2026 01:30 UTC-06:00 | 2026-11-01T01:30-06:00 | outside_client_hours outside_owner_hours
B20 | 2 business hours | 2026-11-02T10:00-06:00 | -
B13 | midnight Saturday | 2026-11-01T00:00-05:00 | closed_day outside_client_hours outside_owner_hours
B13 | midnight Sunday | 2026-11-02T00:00-06:00 | closed_day outside_client_hours outside_owner_hours
"""
"""Client and owner America/Chicago. Said Fri 2026-10-30 16:00 CDT; clocks go back on Sunday."""

AUCKLAND = """
B5 | tomorrow | 2026-06-11T17:00+12:00 | outside_owner_hours date_differs
B3 | tomorrow noon my time | 2026-06-11T07:00+12:00 | outside_client_hours date_differs
B6 | Friday noon | 2026-06-12T12:00+12:00 | date_differs
B8 | Jun 12 noon | 2026-06-12T12:00+12:00 | -
B25 | the 9th | 2026-07-09T17:00+12:00 | outside_owner_hours date_differs
B25 | the 12th noon | 2026-06-12T12:00+12:00 | -
B25 | Jun 9 | 2027-06-09T17:00+12:00 | outside_owner_hours date_differs
B25 | 9 June, noon | 2027-06-09T12:00+12:00 | date_differs
B25 | Jun 9 2027 noon | 2027-06-09T12:00+12:00 | -
B25 | 6/13 noon | 2026-06-13T12:00+12:00 | closed_day outside_client_hours
B25 | before Jun 9 | 2027-06-08T17:00+12:00 | outside_owner_hours date_differs
B25 | in 2 days at 9am | 2026-06-12T09:00+12:00 | date_differs
B25 | in a week at noon | 2026-06-17T12:00+12:00 | date_differs
B25 | in a week, in the morning | 2026-06-17T09:00+12:00 | date_differs
B25 | in one month, EOD | 2026-07-10T17:00+12:00 | outside_owner_hours date_differs
B25 | in 2 days | 2026-06-12T08:00+12:00 | outside_client_hours
B16 | noon | 2026-06-10T12:00+12:00 | -
B16 | EOD | 2026-06-10T17:00+12:00 | outside_owner_hours date_differs
B18 | in 2 hours | 2026-06-10T10:00+12:00 | -
B16 | before we close | 2026-06-10T12:00+12:00 | date_differs
"""
"""Client Pacific/Auckland, owner America/Los_Angeles. Said Wed 2026-06-10 08:00 +12:00, which is Tue
13:00 PDT."""

LATE_SHIFT = """
B16 | EOD | 2026-12-26T00:00-08:00 | -
B15 | tomorrow | 2026-12-27T00:00-08:00 | -
B12 | by 11 | 2026-12-25T23:00-08:00 | -
B12 | at 4 | 2026-12-26T16:00-08:00 | -
B14 | tomorrow morning | 2026-12-26T16:00-08:00 | -
B13 | midnight | 2026-12-26T00:00-08:00 | -
B20 | 3 business hours | 2026-12-26T16:30-08:00 | -
B24 | Sat 26 Dec 2026 10:30 PST | 2026-12-26T10:30-08:00 | outside_client_hours outside_owner_hours
B12 | 10:30 Dec 26 2026 | 2026-12-26T10:30-08:00 | outside_client_hours outside_owner_hours
B12 | Dec 26 2026 10:30 | 2026-12-26T10:30-08:00 | outside_client_hours outside_owner_hours
B12 | 10:30 Dec 26 | 2026-12-26T22:30-08:00 | -
"""
"""Client and owner America/Los_Angeles, every day 16:00-24:00. Said Fri 2026-12-25 21:30 PST."""

PLACES = """
Australia/Lord_Howe | 2026-10-02T10:00+10:30 | A3 | Sunday 2:15am | 2026-10-04T02:45+11:00 | dst_gap
Australia/Lord_Howe | 2026-10-02T10:00+10:30 | A3 | Monday 9am | 2026-10-05T09:00+11:00 | -
Australia/Lord_Howe | 2026-10-02T10:00+10:30 | A3 | 2027-04-04 01:45 | 2027-04-04T01:45+11:00 | dst_overlap
Pacific/Chatham | 2026-09-25T10:00+12:45 | A3 | Sunday 3am | 2026-09-27T04:00+13:45 | dst_gap
Pacific/Chatham | 2026-09-25T10:00+12:45 | A3 | Monday 9am | 2026-09-28T09:00+13:45 | -
America/St_Johns | 2026-03-06T10:00-03:30 | A3 | Sunday 2:30am | 2026-03-08T03:30-02:30 | dst_gap
America/St_Johns | 2026-03-06T10:00-03:30 | A3 | Monday noon | 2026-03-09T12:00-02:30 | -
America/Santiago | 2026-09-04T10:00-04:00 | A3 | midnight Saturday | 2026-09-06T01:00-03:00 | dst_gap
Pacific/Apia | 2011-12-29T10:00-10:00 | A3 | tomorrow 10am | 2011-12-31T10:00+14:00 | dst_gap
Pacific/Apia | 2011-12-29T10:00-10:00 | A3 | day after tomorrow 10am | 2011-12-31T10:00+14:00 | -
Pacific/Apia | 2011-12-29T10:00-10:00 | B18 | in 24 hours | 2011-12-31T10:00+14:00 | -
Africa/Casablanca | 2026-09-17T10:00+01:00 | A5 | Monday 9am | 2026-09-21T09:00+00:00 | -
Africa/Casablanca | 2026-09-17T10:00+01:00 | A3 | Sunday 2:30am | 2026-09-20T02:30+00:00 | -
Africa/Casablanca | 2026-09-17T10:00+01:00 | A3 | Sunday 1:30am | 2026-09-20T01:30+01:00 | dst_overlap
America/Vancouver | 2026-10-30T10:00-07:00 | A5 | Monday 9am | 2026-11-02T09:00-07:00 | -
America/Vancouver | 2026-10-30T10:00-07:00 | A5 | Sunday 1:30am | 2026-11-01T01:30-07:00 | -
America/Vancouver | 2026-10-30T10:00-07:00 | B2 | Monday 9am MST | 2026-11-02T09:00-07:00 | -
Europe/London | 2026-03-27T10:00+00:00 | A3 | Sunday 1:30am | 2026-03-29T02:30+01:00 | dst_gap
Europe/London | 2026-10-23T10:00+01:00 | A3 | Sunday 1:30am | 2026-10-25T01:30+01:00 | dst_overlap
Asia/Kolkata | 2026-06-10T10:00+05:30 | B2 | noon IST | 2026-06-10T12:00+05:30 | -
Asia/Jerusalem | 2026-06-10T10:00+03:00 | B2 | noon IST | 2026-06-10T12:00+03:00 | -
Asia/Shanghai | 2026-06-10T10:00+08:00 | B2 | noon CST | 2026-06-10T12:00+08:00 | -
America/Phoenix | 2026-06-10T10:00-07:00 | B2 | noon MST | 2026-06-10T12:00-07:00 | -
America/New_York | 2026-07-15T08:00-04:00 | B2 | 9am EST | 2026-07-15T09:00-04:00 | -
Asia/Tokyo | 2028-02-29T10:00+09:00 | B19 | in 12 months | 2029-02-28T10:00+09:00 | -
America/New_York | 2027-01-31T10:00-05:00 | B19 | in one month | 2027-02-28T10:00-05:00 | -
America/New_York | 2027-01-31T10:00-05:00 | B8 | the 30th | 2027-03-30T17:00-04:00 | -
America/New_York | 2027-11-05T10:00-04:00 | B8 | Feb 29 | 2028-02-29T17:00-05:00 | -
"""
"""Other clocks: the zone of client and owner and the moment come first; of the notes, only those that
the clock makes are compared."""

REFUSED = """
empty | ...
empty |
empty | \u00a0 ,!
vague | soon
vague | ASAP
vague | as soon as possible.
vague | shortly
vague | later
vague | in a bit
vague | in a while
vague | in a moment
vague | when I can
vague | eventually
vague | sometime
vague | sometime next week
vague | at some point
vague | immediately
vague | now
vague | right away
vague | by asap
vague | by, soon
vague | until later
vague | no later than ASAP!
vague | by sometime next week
vague | for now
not_understood | by
not_understood | please
not_understood | tomorrow 9am please
not_understood | not before Friday
not_understood | soon tomorrow
not_understood | tomorrow Friday
not_understood | today tomorrow
not_understood | 5pm 6pm
not_understood | Friday Friday
not_understood | Denver
not_understood | tomorrow ET PT
not_understood | in 2 hours tomorrow
not_understood | in 2 hours at 5pm
not_understood | 2 hours Denver time
not_understood | 1.5 days
not_understood | 1.5 business days
not_understood | 1,5 days
not_understood | 2,5 days
not_understood | 1,5 weeks
not_understood | 1,5 hours
not_understood | in 1,5h
not_understood | 1,500 minutes
not_understood | 9,30 tomorrow
not_understood | Dec, 3
not_understood | 5, pm
not_understood | 5, days
not_understood | in 5 day after tomorrow
not_understood | 12 midnight
not_understood | thirteen days
not_understood | a few hours
not_understood | 2 hours from now
not_understood | tomorrow XYZ
not_understood | 5pm before Friday
not_understood | before
not_understood | before 2 days
not_understood | before next business day
not_understood | Friday this week
not_understood | next month
not_understood | tomorrow or Friday
not_understood | EOD 5pm
not_understood | the 3th
not_understood | 2026-12-3
not_understood | 100:00
not_understood | 9:5
not_understood | 5pm UTC+05:45
not_understood | a week from
not_understood | tomorrow, \U0001f600
invalid | 13pm
invalid | 0am
invalid | 25:00
invalid | 24:01
invalid | 9:60
invalid | at 25
invalid | tomorrow 99:99
invalid | Feb 30
invalid | 30/2
invalid | 2/30
invalid | Feb 29 2027
invalid | the 32nd
invalid | 31 Nov
invalid | 13/13
invalid | 2026-13-01
invalid | Friday Dec 3
invalid | Mon 2026-12-03
invalid | 9pm tomorrow morning
invalid | noon tomorrow morning
invalid | 17:30 in the morning
invalid | 9am tonight
invalid | 12 tonight
invalid | 2 at night
invalid | in 1900 days
invalid | in 61 months
invalid | 2031-11-24
invalid | 2040-01-01
invalid | 9999-12-31
invalid | in 999999999999999999999999 hours
invalid | in 99999 business hours
invalid | 99999 business days
invalid | 0 business days
invalid | 4/5 at 25:00
invalid | noon IST on Feb 30
ambiguous | at 8
ambiguous | tomorrow at 6
ambiguous | 7:30 tomorrow
ambiguous | 4/5
ambiguous | 12/3/2027
ambiguous | Thu 12/3/2026
ambiguous | noon IST
ambiguous | noon west
ambiguous | 9 Dec 3
ambiguous | by 5 Dec 3
ambiguous | 4 May 3
ambiguous | 8 Dec 3
ambiguous | 9 Dec 3 Denver
ambiguous | 8:00 on 4 Dec 2026
ambiguous | 4 Dec 2026 at 8:00
past | yesterday
past | today 9am
past | today at 3pm
past | this morning
past | morning
past | in 0 minutes
past | 0 days
past | 0 business hours
past | 2026-11-20
past | 2020-01-01
past | 0001-01-01
past | 2026-11-23T15:00-06:00
past | before today
past | before yesterday
"""
"""The kind of refusal and the phrase, with the calendars and the moment of `CHICAGO`."""
