import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { run } from '../emulator/processes';

/** A git repository on the branch `main`, as `acme/shop` of GitHub. */
export class GitRepository {
  /** @param files their texts by their paths */
  static async create(files: Record<string, string>): Promise<GitRepository> {
    const repository = new GitRepository(fs.mkdtempSync(path.join(os.tmpdir(), 'repository-')));
    await repository.git('init', '--quiet', '--initial-branch=main');
    await repository.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
    await repository.write(files);
    return repository;
  }

  private constructor(readonly directory: string) {}

  /** Write files, and commit everything. */
  async write(files: Record<string, string>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.directory, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '--message', 'A change');
  }

  private async git(...args: string[]): Promise<void> {
    const who = ['-c', 'user.name=Shop', '-c', 'user.email=shop@example.com', '-c', 'commit.gpgsign=false'];
    const { code, output } = await run('git', [...who, ...args], { cwd: this.directory });
    if (code !== 0) throw new Error(output);
  }
}
