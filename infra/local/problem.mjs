/** What can go wrong on a laptop, each as one line that says what to do, in Chinese and in English. */

/** @typedef {{ zh: [what: string, whatToDo: string], en: [what: string, whatToDo: string], exitCode: number }} TroubleText */

/** A failure the person at the keyboard can put right. Its message is the line that is shown. */
export class Trouble extends Error {
  /** @param {TroubleText} text */
  constructor({ zh, en, exitCode }) {
    super(`${zh[0]}：${zh[1]} · ${en[0]}: ${en[1]}`.replace(/\s*\n\s*/g, ' '));
    this.name = 'Trouble';
    this.whatToDo = en[1];
    this.exitCode = exitCode;
  }
}

/** Exit codes, so that a script can tell the troubles apart. */
export const exitCodes = {
  other: 1, port: 3, registry: 4, disk: 5, unreachable: 6, tool: 7, alreadyRunning: 8, node: 9, died: 10, build: 11,
};

/** @param {number} port @param {string} variable @param {string} command */
export const portInUse = (port, variable, command = 'npm start') => new Trouble({
  zh: [`端口 ${port} 已被占用`, `请关闭占用它的程序，或用 ${variable}=${port + 10} ${command}`],
  en: [`Port ${port} is in use`, `stop what uses it, or run ${variable}=${port + 10} ${command}`],
  exitCode: exitCodes.port,
});

/** @param {string} variable @param {string} value */
export const portNotANumber = (variable, value) => new Trouble({
  zh: [`${variable}=${value} 不是可用的端口`, '请给 1024–65535 之间的数'],
  en: [`${variable}=${value} is not a usable port`, 'give a number between 1024 and 65535'],
  exitCode: exitCodes.port,
});

/** @param {string} what @param {string} setting where its address is set */
export const registryUnreachable = (what, setting) => new Trouble({
  zh: [`无法连接软件源，取不到 ${what}`, `请检查网络或 ${setting} 的设置，然后再运行一次`],
  en: [`The registry for ${what} cannot be reached`, `check the network or the setting ${setting}, then run this again`],
  exitCode: exitCodes.registry,
});

/** @param {string} where */
export const diskFull = (where) => new Trouble({
  zh: [`磁盘已满或文件大小受限，无法写入 ${where}`, '请腾出约 2 GB 空间（或放宽 ulimit -f），然后再运行一次'],
  en: [`The disk is full or the file size is limited, cannot write ${where}`, 'free about 2 GB (or raise ulimit -f), then run this again'],
  exitCode: exitCodes.disk,
});

/** @param {string} where */
export const notWritable = (where) => new Trouble({
  zh: [`没有写入 ${where} 的权限`, '请换一个用户，或用 ZEREN_STATE_DIR 指到可写的目录'],
  en: [`${where} may not be written`, 'use another user, or point ZEREN_STATE_DIR at a directory you own'],
  exitCode: exitCodes.disk,
});

/** @param {string} variable @param {string} address host:port, never with a password */
export const unreachable = (variable, address) => new Trouble({
  zh: [`${variable} 指向的 ${address} 连不上`, `请启动该服务或改正 ${variable}；去掉它，本机会自备一个`],
  en: [`${variable} points at ${address}, which does not answer`, `start that server or correct ${variable}; without it a local one is used`],
  exitCode: exitCodes.unreachable,
});

/** @param {string} variable */
export const notAnAddress = (variable) => new Trouble({
  zh: [`${variable} 不是可用的地址`, `请改正 ${variable}；去掉它，本机会自备一个`],
  en: [`${variable} is not an address`, `correct ${variable}; without it a local server is used`],
  exitCode: exitCodes.unreachable,
});

/** @param {string} tool @param {string} variable @param {string} program @param {string} reason short, one line */
export const notObtainable = (tool, variable, program, reason) => new Trouble({
  zh: [`得不到 ${tool}（${reason}）`, `请安装 ${program} 并放入 PATH，或把 ${variable} 指向已有的服务`],
  en: [`${tool} cannot be obtained (${reason})`, `install ${program} on PATH, or point ${variable} at a server you have`],
  exitCode: exitCodes.tool,
});

/** @param {string} tool @param {string} variable @param {string} program @param {string} reason short, one line */
export const programNotObtainable = (tool, variable, program, reason) => new Trouble({
  zh: [`得不到 ${tool}（${reason}）`, `请安装 ${program} 并放入 PATH，或把 ${variable} 指向已装好的程序`],
  en: [`${tool} cannot be obtained (${reason})`, `install ${program} on PATH, or point ${variable} at the program`],
  exitCode: exitCodes.tool,
});

/** @param {string} variable @param {string} path */
export const notAProgram = (variable, path) => new Trouble({
  zh: [`${variable} 指向的 ${path} 不能运行`, `请改正 ${variable}；去掉它，本机会自备一个`],
  en: [`${variable} points at ${path}, which does not run`, `correct ${variable}; without it one is found or fetched`],
  exitCode: exitCodes.tool,
});

/** @param {number} pid @param {string} dir */
export const alreadyRunning = (pid, dir) => new Trouble({
  zh: [`${dir} 上已有一个在运行（进程 ${pid}）`, '请先在那里按 Ctrl-C，或用 ZEREN_STATE_DIR 另选目录'],
  en: [`One is already running on ${dir} (process ${pid})`, 'press Ctrl-C there first, or choose another ZEREN_STATE_DIR'],
  exitCode: exitCodes.alreadyRunning,
});

/** @param {string} found @param {string} wanted */
export const nodeTooOld = (found, wanted) => new Trouble({
  zh: [`Node ${found} 版本太低`, `请安装 Node ${wanted} 或更新的版本`],
  en: [`Node ${found} is too old`, `install Node ${wanted} or newer`],
  exitCode: exitCodes.node,
});

/** @param {string} name @param {string} logFile @param {string} lastWords */
export const serverDied = (name, logFile, lastWords = '') => new Trouble({
  zh: [`${name} 没有启动成功${lastWords ? `（${lastWords}）` : ''}`, `请看日志 ${logFile}`],
  en: [`${name} did not start`, `read its log ${logFile}`],
  exitCode: exitCodes.died,
});

/** @param {string} what @param {string} zh what to do, or the last words @param {string} en */
export const stepFailed = (what, zh, en = zh) => new Trouble({ zh: [`${what} 失败`, zh], en: [`${what} failed`, en], exitCode: exitCodes.build });

export const lockOutOfStep = () => new Trouble({
  zh: ['package-lock.json 与 package.json 不一致', '请运行 npm install，再提交 package-lock.json'],
  en: ['package-lock.json does not fit package.json', 'run npm install and commit package-lock.json'],
  exitCode: exitCodes.build,
});

const full = /ENOSPC|EFBIG|EDQUOT|SIGXFSZ|received signal 25|No space left|File too large|File size limit|Disk quota|disk is full|disk full|disk I\/O error|errno: (27|28)\b|error: (27|28)\b|Errcode: (27|28)\b/i;
const dead = /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|ECONNRESET|EHOSTUNREACH|ENETUNREACH|NewConnectionError|Max retries|ConnectTimeout|Temporary failure|Could not resolve|Failed to fetch|Could not connect|Connection (refused|failed|timed out)|Unable to connect|network (request|timeout)|Cannot fetch index/i;

/**
 * Knows the words of a full disk and of a dead registry in another program's output.
 * @param {string} output what the program said
 * @param {NodeJS.Signals | null | undefined} signal what ended it
 * @param {{ where: string, what?: string, setting?: string }} about
 * @returns {Trouble | undefined} undefined when neither is the cause
 */
export function knownTrouble(output, signal, { where, what, setting }) {
  if (signal === 'SIGXFSZ' || full.test(output)) return diskFull(where);
  if (what && setting && dead.test(output)) return registryUnreachable(what, setting);
  return undefined;
}

/**
 * Any error as a Trouble. An unknown one keeps its message: a stack trace helps nobody at this place.
 * @param {unknown} error
 * @returns {Trouble}
 */
export function asTrouble(error) {
  if (error instanceof Trouble) return error;
  const { code, message, path } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  if (code === 'ENOSPC' || code === 'EFBIG' || code === 'EDQUOT') return diskFull(path ?? '.zeren');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return notWritable(path ?? '.zeren');
  return new Trouble({
    zh: ['未能完成', message || String(error)],
    en: ['It did not finish', 'put right what is named above, then run this again'],
    exitCode: exitCodes.other,
  });
}

/**
 * Says the one line and ends the process. Whoever started children stops them first.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  const trouble = asTrouble(error);
  if (process.env['ZEREN_DEBUG']) console.error(error);
  process.stderr.write(`${trouble.message}\n`);
  process.exit(trouble.exitCode);
}
