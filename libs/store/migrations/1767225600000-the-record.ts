import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';
const stream = `varchar(120) ${ascii}`;
const key = `varchar(120) ${ascii}`;

const tables = [
  // Who and where: dated, so that tenure, path and lights can be judged at a cycle's clock.
  `CREATE TABLE unit (
    id varchar(20) ${ascii} NOT NULL, name varchar(60) NOT NULL, type varchar(40) ${ascii} NOT NULL,
    under varchar(20) ${ascii} NULL, administered_by varchar(60) NULL, valid_from date NOT NULL, valid_to date NULL,
    PRIMARY KEY (id), KEY unit_under (under))`,
  `CREATE TABLE unit_path (
    unit varchar(20) ${ascii} NOT NULL, path varchar(200) ${ascii} NOT NULL, valid_from date NOT NULL, valid_to date NULL,
    PRIMARY KEY (unit, valid_from), KEY unit_path_path (path))`,
  `CREATE TABLE post (
    id varchar(60) ${ascii} NOT NULL, unit varchar(20) ${ascii} NOT NULL, kind varchar(40) ${ascii} NOT NULL,
    title varchar(60) NOT NULL, functions json NOT NULL,
    PRIMARY KEY (id), KEY post_unit (unit))`,
  `CREATE TABLE person (
    id varchar(60) ${ascii} NOT NULL, name varchar(60) NOT NULL, email varchar(254) NULL, PRIMARY KEY (id))`,
  `CREATE TABLE tenure (
    id varchar(120) ${ascii} NOT NULL, post varchar(60) ${ascii} NOT NULL, person varchar(60) ${ascii} NOT NULL,
    valid_from date NOT NULL, valid_to date NULL,
    PRIMARY KEY (id), KEY tenure_post (post, valid_from), KEY tenure_person (person))`,
  `CREATE TABLE account (
    id varchar(60) ${ascii} NOT NULL, person varchar(60) ${ascii} NOT NULL, login varchar(60) ${ascii} NOT NULL,
    password_hash varchar(200) ${ascii} NOT NULL, role varchar(20) ${ascii} NOT NULL, is_active tinyint(1) NOT NULL DEFAULT 1,
    PRIMARY KEY (id), UNIQUE KEY account_login (login))`,
  `CREATE TABLE session (
    token_hash char(64) ${ascii} NOT NULL, account varchar(60) ${ascii} NOT NULL, csrf char(43) ${ascii} NOT NULL,
    created_at datetime(3) NOT NULL, expires_at datetime(3) NOT NULL,
    PRIMARY KEY (token_hash), KEY session_account (account))`,

  // What a cycle pinned when it was drafted.
  `CREATE TABLE policy_pack (
    digest char(64) ${ascii} NOT NULL, id varchar(60) ${ascii} NOT NULL, version varchar(20) ${ascii} NOT NULL, content longtext NOT NULL,
    PRIMARY KEY (digest))`,
  `CREATE TABLE calendar (version varchar(60) ${ascii} NOT NULL, content longtext NOT NULL, PRIMARY KEY (version))`,

  `CREATE TABLE cycle (
    id varchar(60) ${ascii} NOT NULL, campaign varchar(30) ${ascii} NOT NULL, year smallint NOT NULL, title varchar(120) NOT NULL,
    status varchar(20) ${ascii} NOT NULL, is_drill tinyint(1) NOT NULL, drill_from datetime(3) NULL, drill_now datetime(3) NULL,
    pack_id varchar(60) ${ascii} NOT NULL, pack_version varchar(20) ${ascii} NOT NULL, pack_digest char(64) ${ascii} NOT NULL,
    calendar_version varchar(60) ${ascii} NOT NULL, root varchar(20) ${ascii} NOT NULL, launched_at datetime(3) NULL,
    units int NOT NULL, advancing_to datetime(3) NULL, detail json NOT NULL,
    PRIMARY KEY (id), KEY cycle_status (status))`,

  // The journal. Nothing in it is ever changed; the application may only insert and select.
  `CREATE TABLE stream (
    id ${stream} NOT NULL, cycle varchar(60) ${ascii} NOT NULL, kind varchar(20) ${ascii} NOT NULL, unit varchar(20) ${ascii} NULL,
    head_seq int NOT NULL, head_hash char(64) ${ascii} NOT NULL, last_at datetime(3) NULL, written_at datetime(3) NULL,
    next_deadline datetime(3) NULL, ended_at datetime(3) NULL,
    PRIMARY KEY (id), KEY stream_deadline (cycle, next_deadline), KEY stream_written (written_at))`,
  `CREATE TABLE event (
    stream ${stream} NOT NULL, seq int NOT NULL, type varchar(40) ${ascii} NOT NULL, at datetime(3) NOT NULL,
    account varchar(60) ${ascii} NULL, person varchar(60) ${ascii} NULL, posts longtext NOT NULL, act_key ${key} NULL,
    body longtext NOT NULL, prev_hash char(64) ${ascii} NOT NULL, hash char(64) ${ascii} NOT NULL,
    PRIMARY KEY (stream, seq), KEY event_act (account, act_key))`,
  `CREATE TABLE act (
    account varchar(60) ${ascii} NOT NULL, act_key ${key} NOT NULL, stream ${stream} NOT NULL, body_hash char(64) ${ascii} NOT NULL,
    seq int NOT NULL, outcome longtext NOT NULL, at datetime(3) NOT NULL,
    PRIMARY KEY (account, act_key), KEY act_stream (stream))`,
  `CREATE TABLE set_aside (
    stream ${stream} NOT NULL, act_key varchar(190) ${ascii} NOT NULL, what varchar(40) ${ascii} NOT NULL, cause text NOT NULL, at datetime(3) NOT NULL,
    request longtext NOT NULL, mended_at datetime(3) NULL, PRIMARY KEY (stream, act_key))`,
  // No foreign key to the receiver: two streams that write to each other would deadlock.
  `CREATE TABLE message (
    from_stream ${stream} NOT NULL, to_stream ${stream} NOT NULL, n int NOT NULL, body longtext NOT NULL,
    created_at datetime(3) NOT NULL, delivered_at datetime(3) NULL, returned_at datetime(3) NULL,
    PRIMARY KEY (from_stream, to_stream, n), KEY message_open (delivered_at, to_stream))`,

  // What people read: made from the journal, by the same transaction.
  `CREATE TABLE obligation (
    id varchar(120) ${ascii} NOT NULL, cycle varchar(60) ${ascii} NOT NULL, unit varchar(20) ${ascii} NOT NULL, superior varchar(20) ${ascii} NOT NULL,
    obligation_key varchar(40) ${ascii} NOT NULL, kind varchar(20) ${ascii} NOT NULL, policy varchar(40) ${ascii} NOT NULL, period varchar(4) ${ascii} NULL,
    status varchar(20) ${ascii} NOT NULL, standing varchar(10) ${ascii} NOT NULL, waits_for varchar(20) ${ascii} NULL,
    opens_at datetime(3) NOT NULL, near_at datetime(3) NULL, due_on date NULL, due_at datetime(3) NULL, original_due_on date NULL,
    first_submitted_at datetime(3) NULL, on_time tinyint(1) NULL, complete_at datetime(3) NULL, escalations int NOT NULL, seq int NOT NULL, detail longtext NOT NULL,
    PRIMARY KEY (id), KEY obligation_unit (cycle, unit), KEY obligation_superior (cycle, superior, kind), KEY obligation_due (cycle, standing, due_at))`,
  `CREATE TABLE task (
    obligation varchar(120) ${ascii} NOT NULL, post varchar(60) ${ascii} NOT NULL, act varchar(20) ${ascii} NOT NULL, cycle varchar(60) ${ascii} NOT NULL,
    opens_at datetime(3) NOT NULL, due_on date NOT NULL, due_at datetime(3) NOT NULL,
    PRIMARY KEY (obligation, post, act), KEY task_post (post, cycle, due_at))`,

  // What is told: planned with the act that makes it needed, cancelled with the act that makes it needless.
  `CREATE TABLE notice (
    id bigint NOT NULL AUTO_INCREMENT, notice_key varchar(220) ${ascii} NOT NULL, cycle varchar(60) ${ascii} NOT NULL, stream ${stream} NOT NULL,
    obligation varchar(120) ${ascii} NOT NULL, stage varchar(60) ${ascii} NOT NULL, dating int NOT NULL, post varchar(60) ${ascii} NOT NULL,
    at datetime(3) NOT NULL, status varchar(20) ${ascii} NOT NULL, content longtext NOT NULL,
    person varchar(60) ${ascii} NULL, mail bigint NULL, merged_into bigint NULL, reason varchar(40) ${ascii} NULL, told_at datetime(3) NULL,
    PRIMARY KEY (id), UNIQUE KEY notice_key (notice_key), KEY notice_due (status, at), KEY notice_cycle (cycle, status, at), KEY notice_obligation (obligation, status),
    KEY notice_mail (mail), KEY notice_person (person, id))`,
  `CREATE TABLE mail (
    id bigint NOT NULL AUTO_INCREMENT, cycle varchar(60) ${ascii} NOT NULL, person varchar(60) ${ascii} NOT NULL, slot datetime(3) NOT NULL,
    address varchar(254) NOT NULL, status varchar(20) ${ascii} NOT NULL, message_id varchar(120) ${ascii} NULL, subject varchar(200) NULL,
    attempts int NOT NULL DEFAULT 0, next_attempt_at datetime(3) NOT NULL, sending_at datetime(3) NULL, sent_at datetime(3) NULL, response text NULL,
    PRIMARY KEY (id), UNIQUE KEY mail_slot (person, cycle, slot), KEY mail_open (status, next_attempt_at))`,
];

/** The record of the first year: master data, journal, read model, notices. */
export class TheRecord1767225600000 implements MigrationInterface {
  readonly name = 'TheRecord1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`${table} ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...tables].reverse()) await runner.query(`DROP TABLE ${/CREATE TABLE (\w+)/.exec(table)?.[1]}`);
  }
}
