import { fillPseudoParameters, tokensIn } from '../../lib/run/tokens';

const pipeline = { path: 'D/P', name: 'P', selfMutation: true, changeSets: true };
const text = 'echo ${AWS::Region} ${HOME} ${BucketA1B2C3D4} ${RoleABCDEF12.Arn} ${CODE} ${AWS::AccountId} $X';

test('what CloudFormation fills in is not what the shell does', () => {
  expect(tokensIn(`${text} \${BucketA1B2C3D4}`)).toEqual([
    ...['AWS::Region', 'BucketA1B2C3D4', 'RoleABCDEF12.Arn', 'AWS::AccountId'],
  ]);
});

test('where the pipeline is, is known', () => {
  expect(fillPseudoParameters(text, { ...pipeline, account: '111111111111', region: 'eu-west-1' })).toBe(
    'echo eu-west-1 ${HOME} ${BucketA1B2C3D4} ${RoleABCDEF12.Arn} ${CODE} 111111111111 $X',
  );
  expect(fillPseudoParameters('${AWS::Partition} ${AWS::URLSuffix}', { ...pipeline, region: 'cn-north-1' })).toBe(
    'aws-cn amazonaws.com.cn',
  );
  expect(fillPseudoParameters('${AWS::Region}', pipeline)).toBe('${AWS::Region}');
});
