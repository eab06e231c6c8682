import { Trait } from '../../../../private/traits';

/** Of scripts that say how their CodeBuild project is to be. */
export const CODEBUILD_STEP = new Trait<true>('CodeBuildStep');
