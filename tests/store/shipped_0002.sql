-- The database of the first landing (schema 0002) with rows in every table, as it stood in people's folders.
INSERT INTO people (id, language, zone, advice, guide, created, blocked) VALUES
  (7, 'fr', 'Europe/Paris', 'a:lebara:prepaid', 'g:channel-website:lebara', '2026-11-20T09:00:00Z', NULL),
  (8, NULL, NULL, NULL, NULL, '2026-11-20T09:00:00Z', '2026-11-21T09:00:00Z');
INSERT INTO pending (person, place, draft, until) VALUES
  (7, 'rk', '{"text": "充", "wall": "202612150900", "zone": "Europe/Paris"}', '2026-11-20T09:10:00Z');
INSERT INTO talks (person, topic, operator, until) VALUES (7, 'pay-abroad', 'lebara', '2026-11-20T09:10:00Z');
INSERT INTO counts (day, kind, name, count) VALUES ('2026-11-20', 'topic', 'pay-abroad', 3);
INSERT INTO cards (id, owner, operator, kind, nickname, last_topup, plan_end, credit_end, number_death, cents,
                   keeping, ladder, created, deleted) VALUES
  (3, 7, 'lebara', 'prepaid', 'maman', '2026-11-01', '2026-12-01', '2027-05-01', NULL, 999, 1, NULL,
   '2026-11-20T09:00:00Z', NULL),
  (4, 7, NULL, NULL, 'gone', NULL, NULL, NULL, NULL, NULL, 0, NULL,
   '2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z');
INSERT INTO renewals (id, card, person, day, plan_end, cents, "before", created) VALUES
  (5, 3, 7, '2026-11-01', '2026-12-01', 999, '{"plan_end": "2026-11-01"}', '2026-11-01T09:00:00Z');
INSERT INTO members (card, person) VALUES (3, 8);
INSERT INTO invites (token, card, until) VALUES ('abcdefghij', 3, '2026-11-27T09:00:00Z');
INSERT INTO reminders (id, person, card, rung, text, wall, zone, rule, due, state, was, lease, claimed, attempts,
                       doubts, sent_at, changed) VALUES
  (11, 7, NULL, NULL, 'charger', '2026-12-15T09:00', 'Europe/Paris', 'FREQ=MONTHLY', '2026-12-15T08:00:00Z',
   'active', NULL, NULL, 0, 0, 0, NULL, '2026-11-20T09:00:00Z'),
  (12, 7, 3, 'plan:1', '', '2026-11-30T09:00', 'Europe/Paris', NULL, '2026-11-30T08:00:00Z',
   'active', NULL, NULL, 0, 0, 0, NULL, '2026-11-20T09:00:00Z');
