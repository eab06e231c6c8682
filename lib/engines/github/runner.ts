import { demandLabel, demandLabels, demandText } from './private/inputs';
import type { RunnerData } from './private/runner-data';
import { inputsOf, refuse } from '../../private/inputs';

/**
 * The machine that a job runs on.
 *
 * Scripts of steps run in `bash`, also on Windows, where it is the one of Git.
 *
 * @see https://docs.github.com/en/actions/reference/runners/github-hosted-runners
 */
export class Runner {
  /** Ubuntu, in the latest version of GitHub's; it changes from time to time. */
  public static readonly UBUNTU_LATEST = Runner.hosted('ubuntu-latest');

  /** Ubuntu 26.04. */
  public static readonly UBUNTU_26_04 = Runner.hosted('ubuntu-26.04');

  /** Ubuntu 26.04 on ARM, to build images for it. */
  public static readonly UBUNTU_26_04_ARM = Runner.hosted('ubuntu-26.04-arm');

  /** Ubuntu 24.04. */
  public static readonly UBUNTU_24_04 = Runner.hosted('ubuntu-24.04');

  /** Ubuntu 24.04 on ARM, to build images for it. */
  public static readonly UBUNTU_24_04_ARM = Runner.hosted('ubuntu-24.04-arm');

  /** Ubuntu 22.04. */
  public static readonly UBUNTU_22_04 = Runner.hosted('ubuntu-22.04');

  /** Windows, in the latest version of GitHub's; it has no Docker for images of Linux. */
  public static readonly WINDOWS_LATEST = Runner.hosted('windows-latest');

  /** macOS, in the latest version of GitHub's; it has no Docker. */
  public static readonly MACOS_LATEST = Runner.hosted('macos-latest');

  /**
   * A runner of GitHub, such as a larger one of your organization.
   *
   * @param label its label, `ubuntu-24.04-16core`, or a value of `GitHubExpression`; text that is empty or has line ends is an error
   */
  public static hosted(label: string): Runner {
    const inputs = inputsOf('Runner.hosted()');
    demandLabel(inputs, 'label', label);
    refuse(inputs);
    return new Runner({ labels: [label] });
  }

  /**
   * A self-hosted runner.
   *
   * @param labels labels that it must have, all of them, beside `self-hosted`, which is added. Labels that are empty or have line ends
   * are an error.
   */
  public static selfHosted(labels: string[]): Runner {
    const inputs = inputsOf('Runner.selfHosted()');
    const given = demandLabels(inputs, 'labels', labels);
    refuse(inputs);
    return new Runner({ labels: ['self-hosted', ...given.filter((label) => label.toLowerCase() !== 'self-hosted')] });
  }

  /**
   * Any runner of a group.
   *
   * @param group name of the group in the organization or enterprise
   * @param labels labels that it must have, all of them; any runner of the group if left out
   */
  public static inGroup(group: string, labels: string[] = []): Runner {
    const inputs = inputsOf('Runner.inGroup()');
    demandText(inputs, 'group', group, {
      ...{ pattern: /^\S(.*\S)?$/, mayHoldExpressions: true },
      ...{ expected: 'the name of a group of runners', fix: 'write the name that it has in the settings' },
    });
    const given = demandLabels(inputs, 'labels', labels);
    refuse(inputs);
    return new Runner({ labels: given, group });
  }

  /** @internal */
  public readonly _data: RunnerData;

  private constructor(data: RunnerData) {
    this._data = data;
  }
}
