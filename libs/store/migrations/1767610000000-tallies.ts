import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';
const stream = `varchar(120) ${ascii} NOT NULL`;
/** What duties are counted by: `tallyKey` in tallies.ts says what stands in each. */
const key = `cycle varchar(60) ${ascii} NOT NULL, unit varchar(20) ${ascii} NOT NULL, kind varchar(20) ${ascii} NOT NULL, status varchar(20) ${ascii} NOT NULL,
    standing varchar(10) ${ascii} NOT NULL, opens_at datetime(3) NOT NULL, near_at datetime(3) NOT NULL, due_at datetime(3) NOT NULL`;

const tables = [
  // A turn whose events are not in the feed yet. Its id is given while its stream's head is locked: in order for each stream.
  `CREATE TABLE unfed (id bigint NOT NULL AUTO_INCREMENT, stream ${stream}, from_seq int NOT NULL, to_seq int NOT NULL, at datetime(3) NOT NULL, PRIMARY KEY (id))`,
  // Every event once, numbered without gaps in the order in which it can be seen.
  `CREATE TABLE feed (feed_seq bigint NOT NULL, stream ${stream}, seq int NOT NULL, PRIMARY KEY (feed_seq), UNIQUE KEY feed_event (stream, seq))`,
  `CREATE TABLE feed_head (id tinyint NOT NULL, feed_seq bigint NOT NULL, PRIMARY KEY (id))`,
  // What a turn changed in the duties of a unit: the old out (-1), the new in (+1).
  `CREATE TABLE tally_delta (turn bigint NOT NULL, obligation varchar(120) ${ascii} NOT NULL, n tinyint NOT NULL, ${key},
    PRIMARY KEY (turn, obligation, n), KEY tally_delta_unit (cycle, unit))`,
  // How many duties there are below a unit, its own left out.
  `CREATE TABLE tally (${key}, n int NOT NULL, PRIMARY KEY (cycle, unit, kind, status, standing, opens_at, near_at, due_at))`,
];

const never = '9999-12-31 00:00:00.000';
const always = '1000-01-01 00:00:00.000';

/** Tallies of lights and the feed of events. What is recorded already is handed to the roller, which folds it in. */
export class Tallies1767610000000 implements MigrationInterface {
  readonly name = 'Tallies1767610000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`${table} ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    await runner.query('INSERT INTO feed_head (id, feed_seq) VALUES (1, 0)');
    await runner.query("INSERT INTO unfed (stream, from_seq, to_seq, at) SELECT id, 1, head_seq, COALESCE(written_at, '2000-01-01') FROM stream WHERE head_seq > 0 ORDER BY written_at, id");
    await runner.query(
      `INSERT INTO tally_delta (turn, obligation, n, cycle, unit, kind, status, standing, opens_at, near_at, due_at)
        SELECT t.id, o.id, 1, o.cycle, o.unit, o.kind, o.status, o.standing, IF(o.standing = 'owed', o.opens_at, '${always}'),
          IF(o.standing = 'owed', COALESCE(o.near_at, '${never}'), '${never}'), IF(o.standing = 'owed', COALESCE(o.due_at, '${never}'), '${never}')
        FROM obligation o JOIN stream s ON s.cycle = o.cycle AND s.unit = o.unit AND s.kind = 'unit-year' JOIN unfed t ON t.stream = s.id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...tables].reverse()) await runner.query(`DROP TABLE ${/CREATE TABLE (\w+)/.exec(table)?.[1]}`);
  }
}
