import { COMPACT_LAYOUT } from './compact';
import { DEFAULT_LAYOUT } from './default';
import type { Layout } from './layout';
import { PipelineLayout } from '../../pipeline-layout';

/** The one place that asks which layout the user wants. */
export function layoutFor(layout: PipelineLayout | undefined): Layout {
  return layout === PipelineLayout.COMPACT ? COMPACT_LAYOUT : DEFAULT_LAYOUT;
}
