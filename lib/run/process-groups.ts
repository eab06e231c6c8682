/** Groups of processes that may still have some. */
const live = new Set<number>();
let isWatched = false;

/** Remembers the group of a process that was started with `detached`. Whatever happens, it ends with this process. */
export function watchGroup(pid: number | undefined): void {
  if (pid !== undefined) {
    live.add(pid);
  }
  if (!isWatched) {
    isWatched = true;
    process.once('exit', killGroups);
  }
}

/** Whether something of a group is left. Of one that is empty, the number may soon be that of another one. */
export function isLeft(pid: number | undefined): boolean {
  const isThere = pid !== undefined && send(pid, 0);
  if (!isThere && pid !== undefined) {
    live.delete(pid);
  }
  return isThere;
}

/** Ends a group; what does not listen is killed after a while. */
export function endGroup(pid: number | undefined): void {
  if (pid !== undefined && live.has(pid) && send(pid, 'SIGTERM')) {
    setTimeout(() => isLeft(pid) && send(pid, 'SIGKILL'), GRACE_MS).unref();
  }
}

/** How long processes may clean up. */
const GRACE_MS = 3000;

/** Ends all groups at once. */
export function killGroups(): void {
  live.forEach((pid) => send(pid, 'SIGKILL'));
  live.clear();
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
    return false;
  }
}
