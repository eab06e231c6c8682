import { DEFAULT_LAYOUT } from './default';
import type { Layout } from './layout';
import { PipelineLayout } from '../../pipeline-layout';

/** The one place that asks which layout the user wants. What most pipelines do without is loaded for those that want it. */
export function layoutFor(layout: PipelineLayout): Layout {
  return layout === PipelineLayout.COMPACT
    ? (require('./compact') as typeof import('./compact')).COMPACT_LAYOUT
    : DEFAULT_LAYOUT;
}
