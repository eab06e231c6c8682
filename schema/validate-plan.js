// Made from plan.schema.json by `npm run schema`.
/* eslint-disable */
"use strict";
module.exports = validate10;
module.exports.default = validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"schemaVersion":{"type":"string","pattern":"^2\\.[0-9]+$"},"planHash":{"type":"string","pattern":"^[0-9a-f]+$"},"pipeline":{"$ref":"#/definitions/PipelineInfo"},"applications":{"type":"array","items":{"$ref":"#/definitions/ApplicationInfo"}},"nodes":{"type":"array","items":{"$ref":"#/definitions/NodeInfo"}},"actions":{"type":"array","items":{"$ref":"#/definitions/WorkInfo"}},"codePipeline":{"$ref":"#/definitions/CodePipelineInfo"},"gitHub":{"$ref":"#/definitions/GitHubInfo"},"budgets":{"type":"array","items":{"$ref":"#/definitions/BudgetLine"}},"warnings":{"type":"array","items":{"$ref":"#/definitions/WarningInfo"}},"gatePolicy":{"type":"array","items":{"$ref":"#/definitions/GateRuleInfo"}},"roles":{"type":"array","items":{"$ref":"#/definitions/RoleInfo"}},"resourcePolicies":{"type":"array","items":{"$ref":"#/definitions/ResourcePolicyInfo"}}},"required":["schemaVersion","pipeline","applications","nodes","actions","budgets","warnings","roles"],"title":"The plan of a pipeline","definitions":{"PipelineInfo":{"type":"object","properties":{"path":{"type":"string"},"name":{"type":"string"},"stack":{"type":"string"},"account":{"type":"string"},"region":{"type":"string"},"selfMutation":{"type":"boolean"},"changeSets":{"type":"boolean"}},"required":["path","name","selfMutation","changeSets"]},"ApplicationInfo":{"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"},"wave":{"type":"string"}},"required":["id","name","wave"]},"NodeInfo":{"type":"object","properties":{"id":{"type":"string"},"parent":{"type":"string"},"kind":{"type":"string","enum":["group","joint","action"]},"name":{"type":"string"},"waitsFor":{"type":"array","items":{"$ref":"#/definitions/WaitInfo"}}},"required":["id","kind","name","waitsFor"]},"WaitInfo":{"type":"object","properties":{"node":{"type":"string"},"reason":{"type":"string"},"where":{"type":"string"}},"required":["node","reason"]},"WorkInfo":{"type":"object","properties":{"node":{"type":"string"},"name":{"type":"string"},"kind":{"$ref":"#/definitions/WorkKind"},"label":{"type":"string"},"gate":{"type":"boolean"},"application":{"type":"string"},"wave":{"type":"string"},"target":{"$ref":"#/definitions/TargetInfo"},"assets":{"type":"array","items":{"$ref":"#/definitions/AssetInfo"}},"job":{"$ref":"#/definitions/JobInfo"}},"required":["node","name","kind","label","gate","job"]},"WorkKind":{"type":"string","enum":["source","synth","self-update","publish","prepare","deploy","script","approval","permissions-check","custom"]},"TargetInfo":{"type":"object","properties":{"stack":{"type":"string"},"stackName":{"type":"string"},"account":{"type":"string"},"region":{"type":"string"},"deployRole":{"type":"string"},"executionRole":{"type":"string"}},"required":["stack","stackName"]},"AssetInfo":{"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"},"image":{"type":"boolean"},"destinations":{"type":"array","items":{"type":"string"}}},"required":["id","name","image","destinations"]},"JobInfo":{"anyOf":[{"$ref":"#/definitions/ScriptJobInfo"},{"$ref":"#/definitions/DeployJobInfo"},{"$ref":"#/definitions/AskJobInfo"},{"$ref":"#/definitions/PermissionsCheckJobInfo"},{"$ref":"#/definitions/SourceJobInfo"},{"$ref":"#/definitions/OwnJobInfo"}]},"ScriptJobInfo":{"type":"object","properties":{"kind":{"type":"string","const":"script"},"installCommands":{"type":"array","items":{"type":"string"}},"commands":{"type":"array","items":{"type":"string"}},"env":{"type":"object","additionalProperties":{"$ref":"#/definitions/ValueInfo"}},"inputs":{"type":"array","items":{"$ref":"#/definitions/FilesInfo"}},"outputs":{"type":"array","items":{"$ref":"#/definitions/FilesInfo"}}},"required":["kind","installCommands","commands","env","inputs","outputs"]},"ValueInfo":{"anyOf":[{"$ref":"#/definitions/LiteralInfo"},{"$ref":"#/definitions/OutputInfo"},{"$ref":"#/definitions/StackOutputInfo"},{"$ref":"#/definitions/ParameterInfo"},{"$ref":"#/definitions/SecretInfo"}]},"LiteralInfo":{"type":"object","properties":{"literal":{"type":"string"}},"required":["literal"]},"OutputInfo":{"type":"object","properties":{"output":{"type":"object","properties":{"node":{"type":"string"},"variable":{"type":"string"}},"required":["node","variable"]}},"required":["output"]},"StackOutputInfo":{"type":"object","properties":{"stackOutput":{"type":"object","properties":{"stack":{"type":"string"},"name":{"type":"string"}},"required":["stack","name"]}},"required":["stackOutput"]},"ParameterInfo":{"type":"object","properties":{"parameter":{"type":"string"}},"required":["parameter"]},"SecretInfo":{"type":"object","properties":{"secret":{"type":"string"}},"required":["secret"]},"FilesInfo":{"type":"object","properties":{"directory":{"type":"string"},"fileSet":{"type":"string"},"from":{"type":"string"},"files":{"type":"array","items":{"type":"string"}}},"required":["directory","fileSet"]},"DeployJobInfo":{"type":"object","properties":{"kind":{"type":"string","const":"deploy"},"mode":{"type":"string","enum":["update","prepare","execute"]}},"required":["kind","mode"]},"AskJobInfo":{"type":"object","properties":{"kind":{"type":"string","const":"ask"},"comment":{"type":"string"},"url":{"type":"string"},"timeoutMinutes":{"type":"number"},"emails":{"type":"array","items":{"type":"string"}},"showsRevision":{"type":"boolean","const":true}},"required":["kind"]},"PermissionsCheckJobInfo":{"type":"object","properties":{"kind":{"type":"string","const":"permissions-check"},"stage":{"type":"string"}},"required":["kind"]},"SourceJobInfo":{"type":"object","properties":{"kind":{"type":"string","const":"source"},"provider":{"type":"string","enum":["connection","github","codecommit","s3","ecr"]},"repository":{"type":"string"},"branch":{"type":"string"},"trigger":{"type":"string","enum":["change","poll","none"]}},"required":["kind","provider","repository","trigger"]},"OwnJobInfo":{"type":"object","properties":{"kind":{"type":"string","const":"own"}},"required":["kind"]},"CodePipelineInfo":{"type":"object","properties":{"type":{"type":"string","enum":["V1","V2"]},"executionMode":{"type":"string"},"settings":{"type":"object","additionalProperties":{"type":"string"}},"layout":{"type":"string","enum":["default","compact"]},"notifications":{"type":"array","items":{"$ref":"#/definitions/NotificationInfo"}},"stages":{"type":"array","items":{"$ref":"#/definitions/StageInfo"}},"projects":{"type":"array","items":{"$ref":"#/definitions/ProjectInfo"}},"siblingWaits":{"type":"array","items":{"$ref":"#/definitions/SiblingWait"}}},"required":["type","layout","stages","projects","siblingWaits"]},"NotificationInfo":{"type":"object","properties":{"path":{"type":"string"},"events":{"type":"array","items":{"type":"string"}},"targets":{"type":"array","items":{"type":"string"}},"enabled":{"type":"boolean"}},"required":["path","events","targets","enabled"]},"StageInfo":{"type":"object","properties":{"name":{"type":"string"},"settings":{"type":"object","additionalProperties":{"type":"string"}},"actions":{"type":"array","items":{"$ref":"#/definitions/ActionInfo"}}},"required":["name","actions"]},"ActionInfo":{"type":"object","properties":{"name":{"type":"string"},"runOrder":{"type":"integer","minimum":1},"node":{"type":"string"},"category":{"type":"string"},"provider":{"type":"string"},"gate":{"type":"boolean"},"autoApproved":{"type":"boolean"},"project":{"type":"string"},"namespace":{"type":"string"},"role":{"type":"string"},"configuration":{"type":"object","additionalProperties":{"type":"string"}},"settings":{"type":"object","additionalProperties":{"type":"string"}}},"required":["name","runOrder","category","provider","gate"]},"ProjectInfo":{"type":"object","properties":{"path":{"type":"string"},"logicalId":{"type":"string"},"name":{"type":"string"},"type":{"type":"string"},"image":{"type":"string"},"computeType":{"type":"string"},"privileged":{"type":"boolean"},"timeoutMinutes":{"type":"number"},"role":{"type":"string"},"env":{"type":"object","additionalProperties":{"$ref":"#/definitions/ValueInfo"}},"buildspec":{"type":"string"},"settings":{"type":"object","additionalProperties":{"type":"string"}}},"required":["path","type","image","computeType","privileged","role","env"]},"SiblingWait":{"type":"object","properties":{"stage":{"type":"string"},"runOrder":{"type":"integer","minimum":1},"applications":{"type":"array","items":{"type":"string"}},"waitFor":{"type":"array","items":{"type":"string"}},"gate":{"type":"boolean"}},"required":["stage","runOrder","applications","waitFor","gate"]},"GitHubInfo":{"type":"object","properties":{"file":{"type":"string"},"name":{"type":"string"},"triggers":{"type":"object","additionalProperties":{"type":"string"}},"settings":{"type":"object","additionalProperties":{"type":"string"}},"jobs":{"type":"array","items":{"$ref":"#/definitions/GitHubJobInfo"}}},"required":["file","name","triggers","jobs"]},"GitHubJobInfo":{"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"},"nodes":{"type":"array","items":{"type":"string"}},"needs":{"type":"array","items":{"type":"string"}},"gate":{"type":"boolean"},"condition":{"type":"string"},"environment":{"type":"string"},"runsOn":{"type":"string"},"permissions":{"type":"object","additionalProperties":{"type":"string"}},"role":{"type":"string"},"steps":{"type":"array","items":{"$ref":"#/definitions/GitHubStepInfo"}},"settings":{"type":"object","additionalProperties":{"type":"string"}}},"required":["id","name","nodes","needs","gate","runsOn","permissions","steps"]},"GitHubStepInfo":{"type":"object","properties":{"name":{"type":"string"},"uses":{"type":"string"},"run":{"type":"string"},"settings":{"type":"object","additionalProperties":{"type":"string"}}}},"BudgetLine":{"type":"object","properties":{"id":{"type":"string"},"kind":{"type":"string","enum":["max","min","forbidden"]},"what":{"type":"string"},"used":{"type":"number"},"limit":{"type":"number"},"hard":{"type":"boolean"},"where":{"type":"string"},"remedy":{"type":"string"},"source":{"type":"string"},"status":{"$ref":"#/definitions/BudgetStatus"}},"required":["id","what","used","limit","hard","where","remedy","source","status"]},"BudgetStatus":{"type":"string","enum":["ok","near","over"]},"WarningInfo":{"type":"object","properties":{"id":{"type":"string"},"message":{"type":"string"}},"required":["id","message"]},"GateRuleInfo":{"type":"object","properties":{"kind":{"type":"string","enum":["account","region","stage","stack-name","every-deployment"]},"pattern":{"type":"string"},"permissionsCheckIsEnough":{"type":"boolean"}},"required":["kind"]},"RoleInfo":{"type":"object","properties":{"logicalId":{"type":"string"},"path":{"type":"string"},"trust":{"type":"array","items":{"type":"string"}},"statements":{"type":"array","items":{"type":"string"}}},"required":["logicalId","path","trust","statements"]},"ResourcePolicyInfo":{"type":"object","properties":{"path":{"type":"string"},"type":{"type":"string"},"statements":{"type":"array","items":{"type":"string"}}},"required":["path","type","statements"]}}};
const schema12 = {"type":"object","properties":{"path":{"type":"string"},"name":{"type":"string"},"stack":{"type":"string"},"account":{"type":"string"},"region":{"type":"string"},"selfMutation":{"type":"boolean"},"changeSets":{"type":"boolean"}},"required":["path","name","selfMutation","changeSets"]};
const schema13 = {"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"},"wave":{"type":"string"}},"required":["id","name","wave"]};
const schema46 = {"type":"object","properties":{"id":{"type":"string"},"message":{"type":"string"}},"required":["id","message"]};
const schema47 = {"type":"object","properties":{"kind":{"type":"string","enum":["account","region","stage","stack-name","every-deployment"]},"pattern":{"type":"string"},"permissionsCheckIsEnough":{"type":"boolean"}},"required":["kind"]};
const schema48 = {"type":"object","properties":{"logicalId":{"type":"string"},"path":{"type":"string"},"trust":{"type":"array","items":{"type":"string"}},"statements":{"type":"array","items":{"type":"string"}}},"required":["logicalId","path","trust","statements"]};
const schema49 = {"type":"object","properties":{"path":{"type":"string"},"type":{"type":"string"},"statements":{"type":"array","items":{"type":"string"}}},"required":["path","type","statements"]};
const pattern0 = new RegExp("^2\\.[0-9]+$", "");
const pattern1 = new RegExp("^[0-9a-f]+$", "");
const schema14 = {"type":"object","properties":{"id":{"type":"string"},"parent":{"type":"string"},"kind":{"type":"string","enum":["group","joint","action"]},"name":{"type":"string"},"waitsFor":{"type":"array","items":{"$ref":"#/definitions/WaitInfo"}}},"required":["id","kind","name","waitsFor"]};
const schema15 = {"type":"object","properties":{"node":{"type":"string"},"reason":{"type":"string"},"where":{"type":"string"}},"required":["node","reason"]};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.id === undefined) && (missing0 = "id")) || ((data.kind === undefined) && (missing0 = "kind"))) || ((data.name === undefined) && (missing0 = "name"))) || ((data.waitsFor === undefined) && (missing0 = "waitsFor"))){
validate11.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.id !== undefined){
const _errs1 = errors;
if(typeof data.id !== "string"){
validate11.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.parent !== undefined){
const _errs3 = errors;
if(typeof data.parent !== "string"){
validate11.errors = [{instancePath:instancePath+"/parent",schemaPath:"#/properties/parent/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined){
let data2 = data.kind;
const _errs5 = errors;
if(typeof data2 !== "string"){
validate11.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data2 === "group") || (data2 === "joint")) || (data2 === "action"))){
validate11.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema14.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs7 = errors;
if(typeof data.name !== "string"){
validate11.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.waitsFor !== undefined){
let data4 = data.waitsFor;
const _errs9 = errors;
if(errors === _errs9){
if(Array.isArray(data4)){
var valid1 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if(((data5.node === undefined) && (missing1 = "node")) || ((data5.reason === undefined) && (missing1 = "reason"))){
validate11.errors = [{instancePath:instancePath+"/waitsFor/" + i0,schemaPath:"#/definitions/WaitInfo/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data5.node !== undefined){
const _errs14 = errors;
if(typeof data5.node !== "string"){
validate11.errors = [{instancePath:instancePath+"/waitsFor/" + i0+"/node",schemaPath:"#/definitions/WaitInfo/properties/node/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs14 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data5.reason !== undefined){
const _errs16 = errors;
if(typeof data5.reason !== "string"){
validate11.errors = [{instancePath:instancePath+"/waitsFor/" + i0+"/reason",schemaPath:"#/definitions/WaitInfo/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs16 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data5.where !== undefined){
const _errs18 = errors;
if(typeof data5.where !== "string"){
validate11.errors = [{instancePath:instancePath+"/waitsFor/" + i0+"/where",schemaPath:"#/definitions/WaitInfo/properties/where/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs18 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/waitsFor/" + i0,schemaPath:"#/definitions/WaitInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs11 === errors;
if(!valid1){
break;
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/waitsFor",schemaPath:"#/properties/waitsFor/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate11.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate11.errors = vErrors;
return errors === 0;
}

const schema16 = {"type":"object","properties":{"node":{"type":"string"},"name":{"type":"string"},"kind":{"$ref":"#/definitions/WorkKind"},"label":{"type":"string"},"gate":{"type":"boolean"},"application":{"type":"string"},"wave":{"type":"string"},"target":{"$ref":"#/definitions/TargetInfo"},"assets":{"type":"array","items":{"$ref":"#/definitions/AssetInfo"}},"job":{"$ref":"#/definitions/JobInfo"}},"required":["node","name","kind","label","gate","job"]};
const schema17 = {"type":"string","enum":["source","synth","self-update","publish","prepare","deploy","script","approval","permissions-check","custom"]};
const schema18 = {"type":"object","properties":{"stack":{"type":"string"},"stackName":{"type":"string"},"account":{"type":"string"},"region":{"type":"string"},"deployRole":{"type":"string"},"executionRole":{"type":"string"}},"required":["stack","stackName"]};
const schema19 = {"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"},"image":{"type":"boolean"},"destinations":{"type":"array","items":{"type":"string"}}},"required":["id","name","image","destinations"]};
const schema20 = {"anyOf":[{"$ref":"#/definitions/ScriptJobInfo"},{"$ref":"#/definitions/DeployJobInfo"},{"$ref":"#/definitions/AskJobInfo"},{"$ref":"#/definitions/PermissionsCheckJobInfo"},{"$ref":"#/definitions/SourceJobInfo"},{"$ref":"#/definitions/OwnJobInfo"}]};
const schema30 = {"type":"object","properties":{"kind":{"type":"string","const":"deploy"},"mode":{"type":"string","enum":["update","prepare","execute"]}},"required":["kind","mode"]};
const schema31 = {"type":"object","properties":{"kind":{"type":"string","const":"ask"},"comment":{"type":"string"},"url":{"type":"string"},"timeoutMinutes":{"type":"number"},"emails":{"type":"array","items":{"type":"string"}},"showsRevision":{"type":"boolean","const":true}},"required":["kind"]};
const schema32 = {"type":"object","properties":{"kind":{"type":"string","const":"permissions-check"},"stage":{"type":"string"}},"required":["kind"]};
const schema33 = {"type":"object","properties":{"kind":{"type":"string","const":"source"},"provider":{"type":"string","enum":["connection","github","codecommit","s3","ecr"]},"repository":{"type":"string"},"branch":{"type":"string"},"trigger":{"type":"string","enum":["change","poll","none"]}},"required":["kind","provider","repository","trigger"]};
const schema34 = {"type":"object","properties":{"kind":{"type":"string","const":"own"}},"required":["kind"]};
const schema21 = {"type":"object","properties":{"kind":{"type":"string","const":"script"},"installCommands":{"type":"array","items":{"type":"string"}},"commands":{"type":"array","items":{"type":"string"}},"env":{"type":"object","additionalProperties":{"$ref":"#/definitions/ValueInfo"}},"inputs":{"type":"array","items":{"$ref":"#/definitions/FilesInfo"}},"outputs":{"type":"array","items":{"$ref":"#/definitions/FilesInfo"}}},"required":["kind","installCommands","commands","env","inputs","outputs"]};
const schema28 = {"type":"object","properties":{"directory":{"type":"string"},"fileSet":{"type":"string"},"from":{"type":"string"},"files":{"type":"array","items":{"type":"string"}}},"required":["directory","fileSet"]};
const schema22 = {"anyOf":[{"$ref":"#/definitions/LiteralInfo"},{"$ref":"#/definitions/OutputInfo"},{"$ref":"#/definitions/StackOutputInfo"},{"$ref":"#/definitions/ParameterInfo"},{"$ref":"#/definitions/SecretInfo"}]};
const schema23 = {"type":"object","properties":{"literal":{"type":"string"}},"required":["literal"]};
const schema24 = {"type":"object","properties":{"output":{"type":"object","properties":{"node":{"type":"string"},"variable":{"type":"string"}},"required":["node","variable"]}},"required":["output"]};
const schema25 = {"type":"object","properties":{"stackOutput":{"type":"object","properties":{"stack":{"type":"string"},"name":{"type":"string"}},"required":["stack","name"]}},"required":["stackOutput"]};
const schema26 = {"type":"object","properties":{"parameter":{"type":"string"}},"required":["parameter"]};
const schema27 = {"type":"object","properties":{"secret":{"type":"string"}},"required":["secret"]};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.literal === undefined) && (missing0 = "literal")){
const err0 = {instancePath,schemaPath:"#/definitions/LiteralInfo/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.literal !== undefined){
if(typeof data.literal !== "string"){
const err1 = {instancePath:instancePath+"/literal",schemaPath:"#/definitions/LiteralInfo/properties/literal/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/definitions/LiteralInfo/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.output === undefined) && (missing1 = "output")){
const err3 = {instancePath,schemaPath:"#/definitions/OutputInfo/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
if(data.output !== undefined){
let data1 = data.output;
const _errs9 = errors;
if(errors === _errs9){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing2;
if(((data1.node === undefined) && (missing2 = "node")) || ((data1.variable === undefined) && (missing2 = "variable"))){
const err4 = {instancePath:instancePath+"/output",schemaPath:"#/definitions/OutputInfo/properties/output/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
if(data1.node !== undefined){
const _errs11 = errors;
if(typeof data1.node !== "string"){
const err5 = {instancePath:instancePath+"/output/node",schemaPath:"#/definitions/OutputInfo/properties/output/properties/node/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var valid5 = _errs11 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data1.variable !== undefined){
const _errs13 = errors;
if(typeof data1.variable !== "string"){
const err6 = {instancePath:instancePath+"/output/variable",schemaPath:"#/definitions/OutputInfo/properties/output/properties/variable/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var valid5 = _errs13 === errors;
}
else {
var valid5 = true;
}
}
}
}
else {
const err7 = {instancePath:instancePath+"/output",schemaPath:"#/definitions/OutputInfo/properties/output/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/definitions/OutputInfo/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var _valid0 = _errs6 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if((data.stackOutput === undefined) && (missing3 = "stackOutput")){
const err9 = {instancePath,schemaPath:"#/definitions/StackOutputInfo/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
else {
if(data.stackOutput !== undefined){
let data4 = data.stackOutput;
const _errs18 = errors;
if(errors === _errs18){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing4;
if(((data4.stack === undefined) && (missing4 = "stack")) || ((data4.name === undefined) && (missing4 = "name"))){
const err10 = {instancePath:instancePath+"/stackOutput",schemaPath:"#/definitions/StackOutputInfo/properties/stackOutput/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
else {
if(data4.stack !== undefined){
const _errs20 = errors;
if(typeof data4.stack !== "string"){
const err11 = {instancePath:instancePath+"/stackOutput/stack",schemaPath:"#/definitions/StackOutputInfo/properties/stackOutput/properties/stack/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
var valid8 = _errs20 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data4.name !== undefined){
const _errs22 = errors;
if(typeof data4.name !== "string"){
const err12 = {instancePath:instancePath+"/stackOutput/name",schemaPath:"#/definitions/StackOutputInfo/properties/stackOutput/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
var valid8 = _errs22 === errors;
}
else {
var valid8 = true;
}
}
}
}
else {
const err13 = {instancePath:instancePath+"/stackOutput",schemaPath:"#/definitions/StackOutputInfo/properties/stackOutput/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
}
}
else {
const err14 = {instancePath,schemaPath:"#/definitions/StackOutputInfo/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
var _valid0 = _errs15 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs24 = errors;
const _errs25 = errors;
if(errors === _errs25){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing5;
if((data.parameter === undefined) && (missing5 = "parameter")){
const err15 = {instancePath,schemaPath:"#/definitions/ParameterInfo/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
else {
if(data.parameter !== undefined){
if(typeof data.parameter !== "string"){
const err16 = {instancePath:instancePath+"/parameter",schemaPath:"#/definitions/ParameterInfo/properties/parameter/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/definitions/ParameterInfo/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var _valid0 = _errs24 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs29 = errors;
const _errs30 = errors;
if(errors === _errs30){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing6;
if((data.secret === undefined) && (missing6 = "secret")){
const err18 = {instancePath,schemaPath:"#/definitions/SecretInfo/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
else {
if(data.secret !== undefined){
if(typeof data.secret !== "string"){
const err19 = {instancePath:instancePath+"/secret",schemaPath:"#/definitions/SecretInfo/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
}
else {
const err20 = {instancePath,schemaPath:"#/definitions/SecretInfo/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
var _valid0 = _errs29 === errors;
valid0 = valid0 || _valid0;
}
}
}
}
if(!valid0){
const err21 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
validate16.errors = vErrors;
return false;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate16.errors = vErrors;
return errors === 0;
}


function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.kind === undefined) && (missing0 = "kind")) || ((data.installCommands === undefined) && (missing0 = "installCommands"))) || ((data.commands === undefined) && (missing0 = "commands"))) || ((data.env === undefined) && (missing0 = "env"))) || ((data.inputs === undefined) && (missing0 = "inputs"))) || ((data.outputs === undefined) && (missing0 = "outputs"))){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate15.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("script" !== data0){
validate15.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "script"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.installCommands !== undefined){
let data1 = data.installCommands;
const _errs3 = errors;
if(errors === _errs3){
if(Array.isArray(data1)){
var valid1 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
const _errs5 = errors;
if(typeof data1[i0] !== "string"){
validate15.errors = [{instancePath:instancePath+"/installCommands/" + i0,schemaPath:"#/properties/installCommands/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs5 === errors;
if(!valid1){
break;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/installCommands",schemaPath:"#/properties/installCommands/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.commands !== undefined){
let data3 = data.commands;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
var valid2 = true;
const len1 = data3.length;
for(let i1=0; i1<len1; i1++){
const _errs9 = errors;
if(typeof data3[i1] !== "string"){
validate15.errors = [{instancePath:instancePath+"/commands/" + i1,schemaPath:"#/properties/commands/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs9 === errors;
if(!valid2){
break;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/commands",schemaPath:"#/properties/commands/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.env !== undefined){
let data5 = data.env;
const _errs11 = errors;
if(errors === _errs11){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key0 in data5){
const _errs14 = errors;
if(!(validate16(data5[key0], {instancePath:instancePath+"/env/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data5,parentDataProperty:key0,rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
var valid3 = _errs14 === errors;
if(!valid3){
break;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.inputs !== undefined){
let data7 = data.inputs;
const _errs15 = errors;
if(errors === _errs15){
if(Array.isArray(data7)){
var valid4 = true;
const len2 = data7.length;
for(let i2=0; i2<len2; i2++){
let data8 = data7[i2];
const _errs17 = errors;
const _errs18 = errors;
if(errors === _errs18){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing1;
if(((data8.directory === undefined) && (missing1 = "directory")) || ((data8.fileSet === undefined) && (missing1 = "fileSet"))){
validate15.errors = [{instancePath:instancePath+"/inputs/" + i2,schemaPath:"#/definitions/FilesInfo/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data8.directory !== undefined){
const _errs20 = errors;
if(typeof data8.directory !== "string"){
validate15.errors = [{instancePath:instancePath+"/inputs/" + i2+"/directory",schemaPath:"#/definitions/FilesInfo/properties/directory/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs20 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data8.fileSet !== undefined){
const _errs22 = errors;
if(typeof data8.fileSet !== "string"){
validate15.errors = [{instancePath:instancePath+"/inputs/" + i2+"/fileSet",schemaPath:"#/definitions/FilesInfo/properties/fileSet/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs22 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data8.from !== undefined){
const _errs24 = errors;
if(typeof data8.from !== "string"){
validate15.errors = [{instancePath:instancePath+"/inputs/" + i2+"/from",schemaPath:"#/definitions/FilesInfo/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs24 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data8.files !== undefined){
let data12 = data8.files;
const _errs26 = errors;
if(errors === _errs26){
if(Array.isArray(data12)){
var valid7 = true;
const len3 = data12.length;
for(let i3=0; i3<len3; i3++){
const _errs28 = errors;
if(typeof data12[i3] !== "string"){
validate15.errors = [{instancePath:instancePath+"/inputs/" + i2+"/files/" + i3,schemaPath:"#/definitions/FilesInfo/properties/files/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid7 = _errs28 === errors;
if(!valid7){
break;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/inputs/" + i2+"/files",schemaPath:"#/definitions/FilesInfo/properties/files/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid6 = _errs26 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/inputs/" + i2,schemaPath:"#/definitions/FilesInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs17 === errors;
if(!valid4){
break;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outputs !== undefined){
let data14 = data.outputs;
const _errs30 = errors;
if(errors === _errs30){
if(Array.isArray(data14)){
var valid8 = true;
const len4 = data14.length;
for(let i4=0; i4<len4; i4++){
let data15 = data14[i4];
const _errs32 = errors;
const _errs33 = errors;
if(errors === _errs33){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
let missing2;
if(((data15.directory === undefined) && (missing2 = "directory")) || ((data15.fileSet === undefined) && (missing2 = "fileSet"))){
validate15.errors = [{instancePath:instancePath+"/outputs/" + i4,schemaPath:"#/definitions/FilesInfo/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data15.directory !== undefined){
const _errs35 = errors;
if(typeof data15.directory !== "string"){
validate15.errors = [{instancePath:instancePath+"/outputs/" + i4+"/directory",schemaPath:"#/definitions/FilesInfo/properties/directory/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid10 = _errs35 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data15.fileSet !== undefined){
const _errs37 = errors;
if(typeof data15.fileSet !== "string"){
validate15.errors = [{instancePath:instancePath+"/outputs/" + i4+"/fileSet",schemaPath:"#/definitions/FilesInfo/properties/fileSet/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid10 = _errs37 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data15.from !== undefined){
const _errs39 = errors;
if(typeof data15.from !== "string"){
validate15.errors = [{instancePath:instancePath+"/outputs/" + i4+"/from",schemaPath:"#/definitions/FilesInfo/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid10 = _errs39 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data15.files !== undefined){
let data19 = data15.files;
const _errs41 = errors;
if(errors === _errs41){
if(Array.isArray(data19)){
var valid11 = true;
const len5 = data19.length;
for(let i5=0; i5<len5; i5++){
const _errs43 = errors;
if(typeof data19[i5] !== "string"){
validate15.errors = [{instancePath:instancePath+"/outputs/" + i4+"/files/" + i5,schemaPath:"#/definitions/FilesInfo/properties/files/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid11 = _errs43 === errors;
if(!valid11){
break;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/outputs/" + i4+"/files",schemaPath:"#/definitions/FilesInfo/properties/files/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid10 = _errs41 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/outputs/" + i4,schemaPath:"#/definitions/FilesInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid8 = _errs32 === errors;
if(!valid8){
break;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}


function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(!(validate15(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors);
errors = vErrors.length;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.kind === undefined) && (missing0 = "kind")) || ((data.mode === undefined) && (missing0 = "mode"))){
const err0 = {instancePath,schemaPath:"#/definitions/DeployJobInfo/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.kind !== undefined){
let data0 = data.kind;
const _errs5 = errors;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/kind",schemaPath:"#/definitions/DeployJobInfo/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if("deploy" !== data0){
const err2 = {instancePath:instancePath+"/kind",schemaPath:"#/definitions/DeployJobInfo/properties/kind/const",keyword:"const",params:{allowedValue: "deploy"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var valid2 = _errs5 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.mode !== undefined){
let data1 = data.mode;
const _errs7 = errors;
if(typeof data1 !== "string"){
const err3 = {instancePath:instancePath+"/mode",schemaPath:"#/definitions/DeployJobInfo/properties/mode/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!(((data1 === "update") || (data1 === "prepare")) || (data1 === "execute"))){
const err4 = {instancePath:instancePath+"/mode",schemaPath:"#/definitions/DeployJobInfo/properties/mode/enum",keyword:"enum",params:{allowedValues: schema30.properties.mode.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/definitions/DeployJobInfo/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.kind === undefined) && (missing1 = "kind")){
const err6 = {instancePath,schemaPath:"#/definitions/AskJobInfo/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
else {
if(data.kind !== undefined){
let data2 = data.kind;
const _errs12 = errors;
if(typeof data2 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/definitions/AskJobInfo/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("ask" !== data2){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/definitions/AskJobInfo/properties/kind/const",keyword:"const",params:{allowedValue: "ask"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var valid4 = _errs12 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.comment !== undefined){
const _errs14 = errors;
if(typeof data.comment !== "string"){
const err9 = {instancePath:instancePath+"/comment",schemaPath:"#/definitions/AskJobInfo/properties/comment/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var valid4 = _errs14 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.url !== undefined){
const _errs16 = errors;
if(typeof data.url !== "string"){
const err10 = {instancePath:instancePath+"/url",schemaPath:"#/definitions/AskJobInfo/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var valid4 = _errs16 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.timeoutMinutes !== undefined){
let data5 = data.timeoutMinutes;
const _errs18 = errors;
if(!((typeof data5 == "number") && (isFinite(data5)))){
const err11 = {instancePath:instancePath+"/timeoutMinutes",schemaPath:"#/definitions/AskJobInfo/properties/timeoutMinutes/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
var valid4 = _errs18 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.emails !== undefined){
let data6 = data.emails;
const _errs20 = errors;
if(errors === _errs20){
if(Array.isArray(data6)){
var valid5 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
const _errs22 = errors;
if(typeof data6[i0] !== "string"){
const err12 = {instancePath:instancePath+"/emails/" + i0,schemaPath:"#/definitions/AskJobInfo/properties/emails/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
var valid5 = _errs22 === errors;
if(!valid5){
break;
}
}
}
else {
const err13 = {instancePath:instancePath+"/emails",schemaPath:"#/definitions/AskJobInfo/properties/emails/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var valid4 = _errs20 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.showsRevision !== undefined){
let data8 = data.showsRevision;
const _errs24 = errors;
if(typeof data8 !== "boolean"){
const err14 = {instancePath:instancePath+"/showsRevision",schemaPath:"#/definitions/AskJobInfo/properties/showsRevision/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(true !== data8){
const err15 = {instancePath:instancePath+"/showsRevision",schemaPath:"#/definitions/AskJobInfo/properties/showsRevision/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
var valid4 = _errs24 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/definitions/AskJobInfo/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var _valid0 = _errs9 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs26 = errors;
const _errs27 = errors;
if(errors === _errs27){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.kind === undefined) && (missing2 = "kind")){
const err17 = {instancePath,schemaPath:"#/definitions/PermissionsCheckJobInfo/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
else {
if(data.kind !== undefined){
let data9 = data.kind;
const _errs29 = errors;
if(typeof data9 !== "string"){
const err18 = {instancePath:instancePath+"/kind",schemaPath:"#/definitions/PermissionsCheckJobInfo/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if("permissions-check" !== data9){
const err19 = {instancePath:instancePath+"/kind",schemaPath:"#/definitions/PermissionsCheckJobInfo/properties/kind/const",keyword:"const",params:{allowedValue: "permissions-check"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
var valid7 = _errs29 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data.stage !== undefined){
const _errs31 = errors;
if(typeof data.stage !== "string"){
const err20 = {instancePath:instancePath+"/stage",schemaPath:"#/definitions/PermissionsCheckJobInfo/properties/stage/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var valid7 = _errs31 === errors;
}
else {
var valid7 = true;
}
}
}
}
else {
const err21 = {instancePath,schemaPath:"#/definitions/PermissionsCheckJobInfo/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
var _valid0 = _errs26 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs33 = errors;
const _errs34 = errors;
if(errors === _errs34){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if(((((data.kind === undefined) && (missing3 = "kind")) || ((data.provider === undefined) && (missing3 = "provider"))) || ((data.repository === undefined) && (missing3 = "repository"))) || ((data.trigger === undefined) && (missing3 = "trigger"))){
const err22 = {instancePath,schemaPath:"#/definitions/SourceJobInfo/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
else {
if(data.kind !== undefined){
let data11 = data.kind;
const _errs36 = errors;
if(typeof data11 !== "string"){
const err23 = {instancePath:instancePath+"/kind",schemaPath:"#/definitions/SourceJobInfo/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if("source" !== data11){
const err24 = {instancePath:instancePath+"/kind",schemaPath:"#/definitions/SourceJobInfo/properties/kind/const",keyword:"const",params:{allowedValue: "source"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
var valid9 = _errs36 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.provider !== undefined){
let data12 = data.provider;
const _errs38 = errors;
if(typeof data12 !== "string"){
const err25 = {instancePath:instancePath+"/provider",schemaPath:"#/definitions/SourceJobInfo/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(!(((((data12 === "connection") || (data12 === "github")) || (data12 === "codecommit")) || (data12 === "s3")) || (data12 === "ecr"))){
const err26 = {instancePath:instancePath+"/provider",schemaPath:"#/definitions/SourceJobInfo/properties/provider/enum",keyword:"enum",params:{allowedValues: schema33.properties.provider.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
var valid9 = _errs38 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.repository !== undefined){
const _errs40 = errors;
if(typeof data.repository !== "string"){
const err27 = {instancePath:instancePath+"/repository",schemaPath:"#/definitions/SourceJobInfo/properties/repository/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
var valid9 = _errs40 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.branch !== undefined){
const _errs42 = errors;
if(typeof data.branch !== "string"){
const err28 = {instancePath:instancePath+"/branch",schemaPath:"#/definitions/SourceJobInfo/properties/branch/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
var valid9 = _errs42 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.trigger !== undefined){
let data15 = data.trigger;
const _errs44 = errors;
if(typeof data15 !== "string"){
const err29 = {instancePath:instancePath+"/trigger",schemaPath:"#/definitions/SourceJobInfo/properties/trigger/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(!(((data15 === "change") || (data15 === "poll")) || (data15 === "none"))){
const err30 = {instancePath:instancePath+"/trigger",schemaPath:"#/definitions/SourceJobInfo/properties/trigger/enum",keyword:"enum",params:{allowedValues: schema33.properties.trigger.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
var valid9 = _errs44 === errors;
}
else {
var valid9 = true;
}
}
}
}
}
}
}
else {
const err31 = {instancePath,schemaPath:"#/definitions/SourceJobInfo/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
var _valid0 = _errs33 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs46 = errors;
const _errs47 = errors;
if(errors === _errs47){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if((data.kind === undefined) && (missing4 = "kind")){
const err32 = {instancePath,schemaPath:"#/definitions/OwnJobInfo/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
else {
if(data.kind !== undefined){
let data16 = data.kind;
if(typeof data16 !== "string"){
const err33 = {instancePath:instancePath+"/kind",schemaPath:"#/definitions/OwnJobInfo/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if("own" !== data16){
const err34 = {instancePath:instancePath+"/kind",schemaPath:"#/definitions/OwnJobInfo/properties/kind/const",keyword:"const",params:{allowedValue: "own"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
}
else {
const err35 = {instancePath,schemaPath:"#/definitions/OwnJobInfo/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
var _valid0 = _errs46 === errors;
valid0 = valid0 || _valid0;
}
}
}
}
}
if(!valid0){
const err36 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
validate14.errors = vErrors;
return false;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate14.errors = vErrors;
return errors === 0;
}


function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.node === undefined) && (missing0 = "node")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.kind === undefined) && (missing0 = "kind"))) || ((data.label === undefined) && (missing0 = "label"))) || ((data.gate === undefined) && (missing0 = "gate"))) || ((data.job === undefined) && (missing0 = "job"))){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.node !== undefined){
const _errs1 = errors;
if(typeof data.node !== "string"){
validate13.errors = [{instancePath:instancePath+"/node",schemaPath:"#/properties/node/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(typeof data.name !== "string"){
validate13.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined){
let data2 = data.kind;
const _errs5 = errors;
if(typeof data2 !== "string"){
validate13.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/definitions/WorkKind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((((((((data2 === "source") || (data2 === "synth")) || (data2 === "self-update")) || (data2 === "publish")) || (data2 === "prepare")) || (data2 === "deploy")) || (data2 === "script")) || (data2 === "approval")) || (data2 === "permissions-check")) || (data2 === "custom"))){
validate13.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/definitions/WorkKind/enum",keyword:"enum",params:{allowedValues: schema17.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.label !== undefined){
const _errs8 = errors;
if(typeof data.label !== "string"){
validate13.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gate !== undefined){
const _errs10 = errors;
if(typeof data.gate !== "boolean"){
validate13.errors = [{instancePath:instancePath+"/gate",schemaPath:"#/properties/gate/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.application !== undefined){
const _errs12 = errors;
if(typeof data.application !== "string"){
validate13.errors = [{instancePath:instancePath+"/application",schemaPath:"#/properties/application/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.wave !== undefined){
const _errs14 = errors;
if(typeof data.wave !== "string"){
validate13.errors = [{instancePath:instancePath+"/wave",schemaPath:"#/properties/wave/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.target !== undefined){
let data7 = data.target;
const _errs16 = errors;
const _errs17 = errors;
if(errors === _errs17){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing1;
if(((data7.stack === undefined) && (missing1 = "stack")) || ((data7.stackName === undefined) && (missing1 = "stackName"))){
validate13.errors = [{instancePath:instancePath+"/target",schemaPath:"#/definitions/TargetInfo/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data7.stack !== undefined){
const _errs19 = errors;
if(typeof data7.stack !== "string"){
validate13.errors = [{instancePath:instancePath+"/target/stack",schemaPath:"#/definitions/TargetInfo/properties/stack/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs19 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.stackName !== undefined){
const _errs21 = errors;
if(typeof data7.stackName !== "string"){
validate13.errors = [{instancePath:instancePath+"/target/stackName",schemaPath:"#/definitions/TargetInfo/properties/stackName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs21 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.account !== undefined){
const _errs23 = errors;
if(typeof data7.account !== "string"){
validate13.errors = [{instancePath:instancePath+"/target/account",schemaPath:"#/definitions/TargetInfo/properties/account/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs23 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.region !== undefined){
const _errs25 = errors;
if(typeof data7.region !== "string"){
validate13.errors = [{instancePath:instancePath+"/target/region",schemaPath:"#/definitions/TargetInfo/properties/region/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs25 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.deployRole !== undefined){
const _errs27 = errors;
if(typeof data7.deployRole !== "string"){
validate13.errors = [{instancePath:instancePath+"/target/deployRole",schemaPath:"#/definitions/TargetInfo/properties/deployRole/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs27 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.executionRole !== undefined){
const _errs29 = errors;
if(typeof data7.executionRole !== "string"){
validate13.errors = [{instancePath:instancePath+"/target/executionRole",schemaPath:"#/definitions/TargetInfo/properties/executionRole/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs29 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/target",schemaPath:"#/definitions/TargetInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.assets !== undefined){
let data14 = data.assets;
const _errs31 = errors;
if(errors === _errs31){
if(Array.isArray(data14)){
var valid4 = true;
const len0 = data14.length;
for(let i0=0; i0<len0; i0++){
let data15 = data14[i0];
const _errs33 = errors;
const _errs34 = errors;
if(errors === _errs34){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
let missing2;
if(((((data15.id === undefined) && (missing2 = "id")) || ((data15.name === undefined) && (missing2 = "name"))) || ((data15.image === undefined) && (missing2 = "image"))) || ((data15.destinations === undefined) && (missing2 = "destinations"))){
validate13.errors = [{instancePath:instancePath+"/assets/" + i0,schemaPath:"#/definitions/AssetInfo/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data15.id !== undefined){
const _errs36 = errors;
if(typeof data15.id !== "string"){
validate13.errors = [{instancePath:instancePath+"/assets/" + i0+"/id",schemaPath:"#/definitions/AssetInfo/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs36 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data15.name !== undefined){
const _errs38 = errors;
if(typeof data15.name !== "string"){
validate13.errors = [{instancePath:instancePath+"/assets/" + i0+"/name",schemaPath:"#/definitions/AssetInfo/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs38 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data15.image !== undefined){
const _errs40 = errors;
if(typeof data15.image !== "boolean"){
validate13.errors = [{instancePath:instancePath+"/assets/" + i0+"/image",schemaPath:"#/definitions/AssetInfo/properties/image/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid6 = _errs40 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data15.destinations !== undefined){
let data19 = data15.destinations;
const _errs42 = errors;
if(errors === _errs42){
if(Array.isArray(data19)){
var valid7 = true;
const len1 = data19.length;
for(let i1=0; i1<len1; i1++){
const _errs44 = errors;
if(typeof data19[i1] !== "string"){
validate13.errors = [{instancePath:instancePath+"/assets/" + i0+"/destinations/" + i1,schemaPath:"#/definitions/AssetInfo/properties/destinations/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid7 = _errs44 === errors;
if(!valid7){
break;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/assets/" + i0+"/destinations",schemaPath:"#/definitions/AssetInfo/properties/destinations/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid6 = _errs42 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/assets/" + i0,schemaPath:"#/definitions/AssetInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs33 === errors;
if(!valid4){
break;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/assets",schemaPath:"#/properties/assets/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.job !== undefined){
const _errs46 = errors;
if(!(validate14(data.job, {instancePath:instancePath+"/job",parentData:data,parentDataProperty:"job",rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
var valid0 = _errs46 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}

const schema35 = {"type":"object","properties":{"type":{"type":"string","enum":["V1","V2"]},"executionMode":{"type":"string"},"settings":{"type":"object","additionalProperties":{"type":"string"}},"layout":{"type":"string","enum":["default","compact"]},"notifications":{"type":"array","items":{"$ref":"#/definitions/NotificationInfo"}},"stages":{"type":"array","items":{"$ref":"#/definitions/StageInfo"}},"projects":{"type":"array","items":{"$ref":"#/definitions/ProjectInfo"}},"siblingWaits":{"type":"array","items":{"$ref":"#/definitions/SiblingWait"}}},"required":["type","layout","stages","projects","siblingWaits"]};
const schema36 = {"type":"object","properties":{"path":{"type":"string"},"events":{"type":"array","items":{"type":"string"}},"targets":{"type":"array","items":{"type":"string"}},"enabled":{"type":"boolean"}},"required":["path","events","targets","enabled"]};
const schema40 = {"type":"object","properties":{"stage":{"type":"string"},"runOrder":{"type":"integer","minimum":1},"applications":{"type":"array","items":{"type":"string"}},"waitFor":{"type":"array","items":{"type":"string"}},"gate":{"type":"boolean"}},"required":["stage","runOrder","applications","waitFor","gate"]};
const schema37 = {"type":"object","properties":{"name":{"type":"string"},"settings":{"type":"object","additionalProperties":{"type":"string"}},"actions":{"type":"array","items":{"$ref":"#/definitions/ActionInfo"}}},"required":["name","actions"]};
const schema38 = {"type":"object","properties":{"name":{"type":"string"},"runOrder":{"type":"integer","minimum":1},"node":{"type":"string"},"category":{"type":"string"},"provider":{"type":"string"},"gate":{"type":"boolean"},"autoApproved":{"type":"boolean"},"project":{"type":"string"},"namespace":{"type":"string"},"role":{"type":"string"},"configuration":{"type":"object","additionalProperties":{"type":"string"}},"settings":{"type":"object","additionalProperties":{"type":"string"}}},"required":["name","runOrder","category","provider","gate"]};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.name === undefined) && (missing0 = "name")) || ((data.actions === undefined) && (missing0 = "actions"))){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.name !== undefined){
const _errs1 = errors;
if(typeof data.name !== "string"){
validate22.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.settings !== undefined){
let data1 = data.settings;
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key0 in data1){
const _errs6 = errors;
if(typeof data1[key0] !== "string"){
validate22.errors = [{instancePath:instancePath+"/settings/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/settings/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/settings",schemaPath:"#/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.actions !== undefined){
let data3 = data.actions;
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data3)){
var valid2 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing1;
if((((((data4.name === undefined) && (missing1 = "name")) || ((data4.runOrder === undefined) && (missing1 = "runOrder"))) || ((data4.category === undefined) && (missing1 = "category"))) || ((data4.provider === undefined) && (missing1 = "provider"))) || ((data4.gate === undefined) && (missing1 = "gate"))){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0,schemaPath:"#/definitions/ActionInfo/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data4.name !== undefined){
const _errs13 = errors;
if(typeof data4.name !== "string"){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/name",schemaPath:"#/definitions/ActionInfo/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs13 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.runOrder !== undefined){
let data6 = data4.runOrder;
const _errs15 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/runOrder",schemaPath:"#/definitions/ActionInfo/properties/runOrder/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs15){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 1 || isNaN(data6)){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/runOrder",schemaPath:"#/definitions/ActionInfo/properties/runOrder/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid4 = _errs15 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.node !== undefined){
const _errs17 = errors;
if(typeof data4.node !== "string"){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/node",schemaPath:"#/definitions/ActionInfo/properties/node/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs17 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.category !== undefined){
const _errs19 = errors;
if(typeof data4.category !== "string"){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/category",schemaPath:"#/definitions/ActionInfo/properties/category/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs19 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.provider !== undefined){
const _errs21 = errors;
if(typeof data4.provider !== "string"){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/provider",schemaPath:"#/definitions/ActionInfo/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs21 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.gate !== undefined){
const _errs23 = errors;
if(typeof data4.gate !== "boolean"){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/gate",schemaPath:"#/definitions/ActionInfo/properties/gate/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid4 = _errs23 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.autoApproved !== undefined){
const _errs25 = errors;
if(typeof data4.autoApproved !== "boolean"){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/autoApproved",schemaPath:"#/definitions/ActionInfo/properties/autoApproved/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid4 = _errs25 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.project !== undefined){
const _errs27 = errors;
if(typeof data4.project !== "string"){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/project",schemaPath:"#/definitions/ActionInfo/properties/project/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs27 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.namespace !== undefined){
const _errs29 = errors;
if(typeof data4.namespace !== "string"){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/namespace",schemaPath:"#/definitions/ActionInfo/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs29 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.role !== undefined){
const _errs31 = errors;
if(typeof data4.role !== "string"){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/role",schemaPath:"#/definitions/ActionInfo/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs31 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.configuration !== undefined){
let data15 = data4.configuration;
const _errs33 = errors;
if(errors === _errs33){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key1 in data15){
const _errs36 = errors;
if(typeof data15[key1] !== "string"){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/configuration/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ActionInfo/properties/configuration/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs36 === errors;
if(!valid5){
break;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/configuration",schemaPath:"#/definitions/ActionInfo/properties/configuration/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs33 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.settings !== undefined){
let data17 = data4.settings;
const _errs38 = errors;
if(errors === _errs38){
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key2 in data17){
const _errs41 = errors;
if(typeof data17[key2] !== "string"){
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/settings/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/ActionInfo/properties/settings/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs41 === errors;
if(!valid6){
break;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/actions/" + i0+"/settings",schemaPath:"#/definitions/ActionInfo/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs38 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/actions/" + i0,schemaPath:"#/definitions/ActionInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid2 = _errs10 === errors;
if(!valid2){
break;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

const schema39 = {"type":"object","properties":{"path":{"type":"string"},"logicalId":{"type":"string"},"name":{"type":"string"},"type":{"type":"string"},"image":{"type":"string"},"computeType":{"type":"string"},"privileged":{"type":"boolean"},"timeoutMinutes":{"type":"number"},"role":{"type":"string"},"env":{"type":"object","additionalProperties":{"$ref":"#/definitions/ValueInfo"}},"buildspec":{"type":"string"},"settings":{"type":"object","additionalProperties":{"type":"string"}}},"required":["path","type","image","computeType","privileged","role","env"]};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.path === undefined) && (missing0 = "path")) || ((data.type === undefined) && (missing0 = "type"))) || ((data.image === undefined) && (missing0 = "image"))) || ((data.computeType === undefined) && (missing0 = "computeType"))) || ((data.privileged === undefined) && (missing0 = "privileged"))) || ((data.role === undefined) && (missing0 = "role"))) || ((data.env === undefined) && (missing0 = "env"))){
validate24.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.path !== undefined){
const _errs1 = errors;
if(typeof data.path !== "string"){
validate24.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.logicalId !== undefined){
const _errs3 = errors;
if(typeof data.logicalId !== "string"){
validate24.errors = [{instancePath:instancePath+"/logicalId",schemaPath:"#/properties/logicalId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs5 = errors;
if(typeof data.name !== "string"){
validate24.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined){
const _errs7 = errors;
if(typeof data.type !== "string"){
validate24.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.image !== undefined){
const _errs9 = errors;
if(typeof data.image !== "string"){
validate24.errors = [{instancePath:instancePath+"/image",schemaPath:"#/properties/image/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.computeType !== undefined){
const _errs11 = errors;
if(typeof data.computeType !== "string"){
validate24.errors = [{instancePath:instancePath+"/computeType",schemaPath:"#/properties/computeType/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.privileged !== undefined){
const _errs13 = errors;
if(typeof data.privileged !== "boolean"){
validate24.errors = [{instancePath:instancePath+"/privileged",schemaPath:"#/properties/privileged/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timeoutMinutes !== undefined){
let data7 = data.timeoutMinutes;
const _errs15 = errors;
if(!((typeof data7 == "number") && (isFinite(data7)))){
validate24.errors = [{instancePath:instancePath+"/timeoutMinutes",schemaPath:"#/properties/timeoutMinutes/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.role !== undefined){
const _errs17 = errors;
if(typeof data.role !== "string"){
validate24.errors = [{instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.env !== undefined){
let data9 = data.env;
const _errs19 = errors;
if(errors === _errs19){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key0 in data9){
const _errs22 = errors;
if(!(validate16(data9[key0], {instancePath:instancePath+"/env/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data9,parentDataProperty:key0,rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
var valid1 = _errs22 === errors;
if(!valid1){
break;
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.buildspec !== undefined){
const _errs23 = errors;
if(typeof data.buildspec !== "string"){
validate24.errors = [{instancePath:instancePath+"/buildspec",schemaPath:"#/properties/buildspec/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.settings !== undefined){
let data12 = data.settings;
const _errs25 = errors;
if(errors === _errs25){
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key1 in data12){
const _errs28 = errors;
if(typeof data12[key1] !== "string"){
validate24.errors = [{instancePath:instancePath+"/settings/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/settings/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs28 === errors;
if(!valid2){
break;
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/settings",schemaPath:"#/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.type === undefined) && (missing0 = "type")) || ((data.layout === undefined) && (missing0 = "layout"))) || ((data.stages === undefined) && (missing0 = "stages"))) || ((data.projects === undefined) && (missing0 = "projects"))) || ((data.siblingWaits === undefined) && (missing0 = "siblingWaits"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate21.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data0 === "V1") || (data0 === "V2"))){
validate21.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/enum",keyword:"enum",params:{allowedValues: schema35.properties.type.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.executionMode !== undefined){
const _errs3 = errors;
if(typeof data.executionMode !== "string"){
validate21.errors = [{instancePath:instancePath+"/executionMode",schemaPath:"#/properties/executionMode/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.settings !== undefined){
let data2 = data.settings;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key0 in data2){
const _errs8 = errors;
if(typeof data2[key0] !== "string"){
validate21.errors = [{instancePath:instancePath+"/settings/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/settings/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs8 === errors;
if(!valid1){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/settings",schemaPath:"#/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.layout !== undefined){
let data4 = data.layout;
const _errs10 = errors;
if(typeof data4 !== "string"){
validate21.errors = [{instancePath:instancePath+"/layout",schemaPath:"#/properties/layout/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data4 === "default") || (data4 === "compact"))){
validate21.errors = [{instancePath:instancePath+"/layout",schemaPath:"#/properties/layout/enum",keyword:"enum",params:{allowedValues: schema35.properties.layout.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notifications !== undefined){
let data5 = data.notifications;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data5)){
var valid2 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing1;
if(((((data6.path === undefined) && (missing1 = "path")) || ((data6.events === undefined) && (missing1 = "events"))) || ((data6.targets === undefined) && (missing1 = "targets"))) || ((data6.enabled === undefined) && (missing1 = "enabled"))){
validate21.errors = [{instancePath:instancePath+"/notifications/" + i0,schemaPath:"#/definitions/NotificationInfo/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data6.path !== undefined){
const _errs17 = errors;
if(typeof data6.path !== "string"){
validate21.errors = [{instancePath:instancePath+"/notifications/" + i0+"/path",schemaPath:"#/definitions/NotificationInfo/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid4 = _errs17 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.events !== undefined){
let data8 = data6.events;
const _errs19 = errors;
if(errors === _errs19){
if(Array.isArray(data8)){
var valid5 = true;
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
const _errs21 = errors;
if(typeof data8[i1] !== "string"){
validate21.errors = [{instancePath:instancePath+"/notifications/" + i0+"/events/" + i1,schemaPath:"#/definitions/NotificationInfo/properties/events/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs21 === errors;
if(!valid5){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/notifications/" + i0+"/events",schemaPath:"#/definitions/NotificationInfo/properties/events/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid4 = _errs19 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.targets !== undefined){
let data10 = data6.targets;
const _errs23 = errors;
if(errors === _errs23){
if(Array.isArray(data10)){
var valid6 = true;
const len2 = data10.length;
for(let i2=0; i2<len2; i2++){
const _errs25 = errors;
if(typeof data10[i2] !== "string"){
validate21.errors = [{instancePath:instancePath+"/notifications/" + i0+"/targets/" + i2,schemaPath:"#/definitions/NotificationInfo/properties/targets/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs25 === errors;
if(!valid6){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/notifications/" + i0+"/targets",schemaPath:"#/definitions/NotificationInfo/properties/targets/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid4 = _errs23 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.enabled !== undefined){
const _errs27 = errors;
if(typeof data6.enabled !== "boolean"){
validate21.errors = [{instancePath:instancePath+"/notifications/" + i0+"/enabled",schemaPath:"#/definitions/NotificationInfo/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid4 = _errs27 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/notifications/" + i0,schemaPath:"#/definitions/NotificationInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid2 = _errs14 === errors;
if(!valid2){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/notifications",schemaPath:"#/properties/notifications/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stages !== undefined){
let data13 = data.stages;
const _errs29 = errors;
if(errors === _errs29){
if(Array.isArray(data13)){
var valid7 = true;
const len3 = data13.length;
for(let i3=0; i3<len3; i3++){
const _errs31 = errors;
if(!(validate22(data13[i3], {instancePath:instancePath+"/stages/" + i3,parentData:data13,parentDataProperty:i3,rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
var valid7 = _errs31 === errors;
if(!valid7){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/stages",schemaPath:"#/properties/stages/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.projects !== undefined){
let data15 = data.projects;
const _errs32 = errors;
if(errors === _errs32){
if(Array.isArray(data15)){
var valid8 = true;
const len4 = data15.length;
for(let i4=0; i4<len4; i4++){
const _errs34 = errors;
if(!(validate24(data15[i4], {instancePath:instancePath+"/projects/" + i4,parentData:data15,parentDataProperty:i4,rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var valid8 = _errs34 === errors;
if(!valid8){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/projects",schemaPath:"#/properties/projects/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.siblingWaits !== undefined){
let data17 = data.siblingWaits;
const _errs35 = errors;
if(errors === _errs35){
if(Array.isArray(data17)){
var valid9 = true;
const len5 = data17.length;
for(let i5=0; i5<len5; i5++){
let data18 = data17[i5];
const _errs37 = errors;
const _errs38 = errors;
if(errors === _errs38){
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
let missing2;
if((((((data18.stage === undefined) && (missing2 = "stage")) || ((data18.runOrder === undefined) && (missing2 = "runOrder"))) || ((data18.applications === undefined) && (missing2 = "applications"))) || ((data18.waitFor === undefined) && (missing2 = "waitFor"))) || ((data18.gate === undefined) && (missing2 = "gate"))){
validate21.errors = [{instancePath:instancePath+"/siblingWaits/" + i5,schemaPath:"#/definitions/SiblingWait/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data18.stage !== undefined){
const _errs40 = errors;
if(typeof data18.stage !== "string"){
validate21.errors = [{instancePath:instancePath+"/siblingWaits/" + i5+"/stage",schemaPath:"#/definitions/SiblingWait/properties/stage/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid11 = _errs40 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data18.runOrder !== undefined){
let data20 = data18.runOrder;
const _errs42 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
validate21.errors = [{instancePath:instancePath+"/siblingWaits/" + i5+"/runOrder",schemaPath:"#/definitions/SiblingWait/properties/runOrder/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs42){
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 1 || isNaN(data20)){
validate21.errors = [{instancePath:instancePath+"/siblingWaits/" + i5+"/runOrder",schemaPath:"#/definitions/SiblingWait/properties/runOrder/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid11 = _errs42 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data18.applications !== undefined){
let data21 = data18.applications;
const _errs44 = errors;
if(errors === _errs44){
if(Array.isArray(data21)){
var valid12 = true;
const len6 = data21.length;
for(let i6=0; i6<len6; i6++){
const _errs46 = errors;
if(typeof data21[i6] !== "string"){
validate21.errors = [{instancePath:instancePath+"/siblingWaits/" + i5+"/applications/" + i6,schemaPath:"#/definitions/SiblingWait/properties/applications/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid12 = _errs46 === errors;
if(!valid12){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/siblingWaits/" + i5+"/applications",schemaPath:"#/definitions/SiblingWait/properties/applications/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid11 = _errs44 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data18.waitFor !== undefined){
let data23 = data18.waitFor;
const _errs48 = errors;
if(errors === _errs48){
if(Array.isArray(data23)){
var valid13 = true;
const len7 = data23.length;
for(let i7=0; i7<len7; i7++){
const _errs50 = errors;
if(typeof data23[i7] !== "string"){
validate21.errors = [{instancePath:instancePath+"/siblingWaits/" + i5+"/waitFor/" + i7,schemaPath:"#/definitions/SiblingWait/properties/waitFor/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid13 = _errs50 === errors;
if(!valid13){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/siblingWaits/" + i5+"/waitFor",schemaPath:"#/definitions/SiblingWait/properties/waitFor/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid11 = _errs48 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data18.gate !== undefined){
const _errs52 = errors;
if(typeof data18.gate !== "boolean"){
validate21.errors = [{instancePath:instancePath+"/siblingWaits/" + i5+"/gate",schemaPath:"#/definitions/SiblingWait/properties/gate/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid11 = _errs52 === errors;
}
else {
var valid11 = true;
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/siblingWaits/" + i5,schemaPath:"#/definitions/SiblingWait/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid9 = _errs37 === errors;
if(!valid9){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/siblingWaits",schemaPath:"#/properties/siblingWaits/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}

const schema41 = {"type":"object","properties":{"file":{"type":"string"},"name":{"type":"string"},"triggers":{"type":"object","additionalProperties":{"type":"string"}},"settings":{"type":"object","additionalProperties":{"type":"string"}},"jobs":{"type":"array","items":{"$ref":"#/definitions/GitHubJobInfo"}}},"required":["file","name","triggers","jobs"]};
const schema42 = {"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"},"nodes":{"type":"array","items":{"type":"string"}},"needs":{"type":"array","items":{"type":"string"}},"gate":{"type":"boolean"},"condition":{"type":"string"},"environment":{"type":"string"},"runsOn":{"type":"string"},"permissions":{"type":"object","additionalProperties":{"type":"string"}},"role":{"type":"string"},"steps":{"type":"array","items":{"$ref":"#/definitions/GitHubStepInfo"}},"settings":{"type":"object","additionalProperties":{"type":"string"}}},"required":["id","name","nodes","needs","gate","runsOn","permissions","steps"]};
const schema43 = {"type":"object","properties":{"name":{"type":"string"},"uses":{"type":"string"},"run":{"type":"string"},"settings":{"type":"object","additionalProperties":{"type":"string"}}}};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.id === undefined) && (missing0 = "id")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.nodes === undefined) && (missing0 = "nodes"))) || ((data.needs === undefined) && (missing0 = "needs"))) || ((data.gate === undefined) && (missing0 = "gate"))) || ((data.runsOn === undefined) && (missing0 = "runsOn"))) || ((data.permissions === undefined) && (missing0 = "permissions"))) || ((data.steps === undefined) && (missing0 = "steps"))){
validate29.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.id !== undefined){
const _errs1 = errors;
if(typeof data.id !== "string"){
validate29.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(typeof data.name !== "string"){
validate29.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.nodes !== undefined){
let data2 = data.nodes;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs7 = errors;
if(typeof data2[i0] !== "string"){
validate29.errors = [{instancePath:instancePath+"/nodes/" + i0,schemaPath:"#/properties/nodes/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs7 === errors;
if(!valid1){
break;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.needs !== undefined){
let data4 = data.needs;
const _errs9 = errors;
if(errors === _errs9){
if(Array.isArray(data4)){
var valid2 = true;
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
const _errs11 = errors;
if(typeof data4[i1] !== "string"){
validate29.errors = [{instancePath:instancePath+"/needs/" + i1,schemaPath:"#/properties/needs/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs11 === errors;
if(!valid2){
break;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/needs",schemaPath:"#/properties/needs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gate !== undefined){
const _errs13 = errors;
if(typeof data.gate !== "boolean"){
validate29.errors = [{instancePath:instancePath+"/gate",schemaPath:"#/properties/gate/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.condition !== undefined){
const _errs15 = errors;
if(typeof data.condition !== "string"){
validate29.errors = [{instancePath:instancePath+"/condition",schemaPath:"#/properties/condition/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.environment !== undefined){
const _errs17 = errors;
if(typeof data.environment !== "string"){
validate29.errors = [{instancePath:instancePath+"/environment",schemaPath:"#/properties/environment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.runsOn !== undefined){
const _errs19 = errors;
if(typeof data.runsOn !== "string"){
validate29.errors = [{instancePath:instancePath+"/runsOn",schemaPath:"#/properties/runsOn/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.permissions !== undefined){
let data10 = data.permissions;
const _errs21 = errors;
if(errors === _errs21){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key0 in data10){
const _errs24 = errors;
if(typeof data10[key0] !== "string"){
validate29.errors = [{instancePath:instancePath+"/permissions/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/permissions/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs24 === errors;
if(!valid3){
break;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/permissions",schemaPath:"#/properties/permissions/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.role !== undefined){
const _errs26 = errors;
if(typeof data.role !== "string"){
validate29.errors = [{instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.steps !== undefined){
let data13 = data.steps;
const _errs28 = errors;
if(errors === _errs28){
if(Array.isArray(data13)){
var valid4 = true;
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
let data14 = data13[i2];
const _errs30 = errors;
const _errs31 = errors;
if(errors === _errs31){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.name !== undefined){
const _errs33 = errors;
if(typeof data14.name !== "string"){
validate29.errors = [{instancePath:instancePath+"/steps/" + i2+"/name",schemaPath:"#/definitions/GitHubStepInfo/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs33 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data14.uses !== undefined){
const _errs35 = errors;
if(typeof data14.uses !== "string"){
validate29.errors = [{instancePath:instancePath+"/steps/" + i2+"/uses",schemaPath:"#/definitions/GitHubStepInfo/properties/uses/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs35 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data14.run !== undefined){
const _errs37 = errors;
if(typeof data14.run !== "string"){
validate29.errors = [{instancePath:instancePath+"/steps/" + i2+"/run",schemaPath:"#/definitions/GitHubStepInfo/properties/run/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs37 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data14.settings !== undefined){
let data18 = data14.settings;
const _errs39 = errors;
if(errors === _errs39){
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key1 in data18){
const _errs42 = errors;
if(typeof data18[key1] !== "string"){
validate29.errors = [{instancePath:instancePath+"/steps/" + i2+"/settings/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/GitHubStepInfo/properties/settings/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid7 = _errs42 === errors;
if(!valid7){
break;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/steps/" + i2+"/settings",schemaPath:"#/definitions/GitHubStepInfo/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid6 = _errs39 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/steps/" + i2,schemaPath:"#/definitions/GitHubStepInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs30 === errors;
if(!valid4){
break;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.settings !== undefined){
let data20 = data.settings;
const _errs44 = errors;
if(errors === _errs44){
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key2 in data20){
const _errs47 = errors;
if(typeof data20[key2] !== "string"){
validate29.errors = [{instancePath:instancePath+"/settings/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/settings/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid8 = _errs47 === errors;
if(!valid8){
break;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/settings",schemaPath:"#/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs44 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate29.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}


function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.file === undefined) && (missing0 = "file")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.triggers === undefined) && (missing0 = "triggers"))) || ((data.jobs === undefined) && (missing0 = "jobs"))){
validate28.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.file !== undefined){
const _errs1 = errors;
if(typeof data.file !== "string"){
validate28.errors = [{instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs3 = errors;
if(typeof data.name !== "string"){
validate28.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.triggers !== undefined){
let data2 = data.triggers;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key0 in data2){
const _errs8 = errors;
if(typeof data2[key0] !== "string"){
validate28.errors = [{instancePath:instancePath+"/triggers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/triggers/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs8 === errors;
if(!valid1){
break;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/triggers",schemaPath:"#/properties/triggers/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.settings !== undefined){
let data4 = data.settings;
const _errs10 = errors;
if(errors === _errs10){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
const _errs13 = errors;
if(typeof data4[key1] !== "string"){
validate28.errors = [{instancePath:instancePath+"/settings/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/settings/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs13 === errors;
if(!valid2){
break;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/settings",schemaPath:"#/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.jobs !== undefined){
let data6 = data.jobs;
const _errs15 = errors;
if(errors === _errs15){
if(Array.isArray(data6)){
var valid3 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
const _errs17 = errors;
if(!(validate29(data6[i0], {instancePath:instancePath+"/jobs/" + i0,parentData:data6,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
var valid3 = _errs17 === errors;
if(!valid3){
break;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/jobs",schemaPath:"#/properties/jobs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}

const schema44 = {"type":"object","properties":{"id":{"type":"string"},"kind":{"type":"string","enum":["max","min","forbidden"]},"what":{"type":"string"},"used":{"type":"number"},"limit":{"type":"number"},"hard":{"type":"boolean"},"where":{"type":"string"},"remedy":{"type":"string"},"source":{"type":"string"},"status":{"$ref":"#/definitions/BudgetStatus"}},"required":["id","what","used","limit","hard","where","remedy","source","status"]};
const schema45 = {"type":"string","enum":["ok","near","over"]};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.id === undefined) && (missing0 = "id")) || ((data.what === undefined) && (missing0 = "what"))) || ((data.used === undefined) && (missing0 = "used"))) || ((data.limit === undefined) && (missing0 = "limit"))) || ((data.hard === undefined) && (missing0 = "hard"))) || ((data.where === undefined) && (missing0 = "where"))) || ((data.remedy === undefined) && (missing0 = "remedy"))) || ((data.source === undefined) && (missing0 = "source"))) || ((data.status === undefined) && (missing0 = "status"))){
validate32.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.id !== undefined){
const _errs1 = errors;
if(typeof data.id !== "string"){
validate32.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined){
let data1 = data.kind;
const _errs3 = errors;
if(typeof data1 !== "string"){
validate32.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data1 === "max") || (data1 === "min")) || (data1 === "forbidden"))){
validate32.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema44.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.what !== undefined){
const _errs5 = errors;
if(typeof data.what !== "string"){
validate32.errors = [{instancePath:instancePath+"/what",schemaPath:"#/properties/what/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.used !== undefined){
let data3 = data.used;
const _errs7 = errors;
if(!((typeof data3 == "number") && (isFinite(data3)))){
validate32.errors = [{instancePath:instancePath+"/used",schemaPath:"#/properties/used/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.limit !== undefined){
let data4 = data.limit;
const _errs9 = errors;
if(!((typeof data4 == "number") && (isFinite(data4)))){
validate32.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hard !== undefined){
const _errs11 = errors;
if(typeof data.hard !== "boolean"){
validate32.errors = [{instancePath:instancePath+"/hard",schemaPath:"#/properties/hard/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.where !== undefined){
const _errs13 = errors;
if(typeof data.where !== "string"){
validate32.errors = [{instancePath:instancePath+"/where",schemaPath:"#/properties/where/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.remedy !== undefined){
const _errs15 = errors;
if(typeof data.remedy !== "string"){
validate32.errors = [{instancePath:instancePath+"/remedy",schemaPath:"#/properties/remedy/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.source !== undefined){
const _errs17 = errors;
if(typeof data.source !== "string"){
validate32.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.status !== undefined){
let data9 = data.status;
const _errs19 = errors;
if(typeof data9 !== "string"){
validate32.errors = [{instancePath:instancePath+"/status",schemaPath:"#/definitions/BudgetStatus/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data9 === "ok") || (data9 === "near")) || (data9 === "over"))){
validate32.errors = [{instancePath:instancePath+"/status",schemaPath:"#/definitions/BudgetStatus/enum",keyword:"enum",params:{allowedValues: schema45.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate32.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.schemaVersion === undefined) && (missing0 = "schemaVersion")) || ((data.pipeline === undefined) && (missing0 = "pipeline"))) || ((data.applications === undefined) && (missing0 = "applications"))) || ((data.nodes === undefined) && (missing0 = "nodes"))) || ((data.actions === undefined) && (missing0 = "actions"))) || ((data.budgets === undefined) && (missing0 = "budgets"))) || ((data.warnings === undefined) && (missing0 = "warnings"))) || ((data.roles === undefined) && (missing0 = "roles"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.schemaVersion !== undefined){
let data0 = data.schemaVersion;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate10.errors = [{instancePath:instancePath+"/schemaVersion",schemaPath:"#/properties/schemaVersion/pattern",keyword:"pattern",params:{pattern: "^2\\.[0-9]+$"},message:"must match pattern \""+"^2\\.[0-9]+$"+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/schemaVersion",schemaPath:"#/properties/schemaVersion/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.planHash !== undefined){
let data1 = data.planHash;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
validate10.errors = [{instancePath:instancePath+"/planHash",schemaPath:"#/properties/planHash/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]+$"},message:"must match pattern \""+"^[0-9a-f]+$"+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/planHash",schemaPath:"#/properties/planHash/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pipeline !== undefined){
let data2 = data.pipeline;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((((data2.path === undefined) && (missing1 = "path")) || ((data2.name === undefined) && (missing1 = "name"))) || ((data2.selfMutation === undefined) && (missing1 = "selfMutation"))) || ((data2.changeSets === undefined) && (missing1 = "changeSets"))){
validate10.errors = [{instancePath:instancePath+"/pipeline",schemaPath:"#/definitions/PipelineInfo/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data2.path !== undefined){
const _errs8 = errors;
if(typeof data2.path !== "string"){
validate10.errors = [{instancePath:instancePath+"/pipeline/path",schemaPath:"#/definitions/PipelineInfo/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.name !== undefined){
const _errs10 = errors;
if(typeof data2.name !== "string"){
validate10.errors = [{instancePath:instancePath+"/pipeline/name",schemaPath:"#/definitions/PipelineInfo/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.stack !== undefined){
const _errs12 = errors;
if(typeof data2.stack !== "string"){
validate10.errors = [{instancePath:instancePath+"/pipeline/stack",schemaPath:"#/definitions/PipelineInfo/properties/stack/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.account !== undefined){
const _errs14 = errors;
if(typeof data2.account !== "string"){
validate10.errors = [{instancePath:instancePath+"/pipeline/account",schemaPath:"#/definitions/PipelineInfo/properties/account/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.region !== undefined){
const _errs16 = errors;
if(typeof data2.region !== "string"){
validate10.errors = [{instancePath:instancePath+"/pipeline/region",schemaPath:"#/definitions/PipelineInfo/properties/region/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs16 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.selfMutation !== undefined){
const _errs18 = errors;
if(typeof data2.selfMutation !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/pipeline/selfMutation",schemaPath:"#/definitions/PipelineInfo/properties/selfMutation/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.changeSets !== undefined){
const _errs20 = errors;
if(typeof data2.changeSets !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/pipeline/changeSets",schemaPath:"#/definitions/PipelineInfo/properties/changeSets/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid2 = _errs20 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/pipeline",schemaPath:"#/definitions/PipelineInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.applications !== undefined){
let data10 = data.applications;
const _errs22 = errors;
if(errors === _errs22){
if(Array.isArray(data10)){
var valid3 = true;
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
let data11 = data10[i0];
const _errs24 = errors;
const _errs25 = errors;
if(errors === _errs25){
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
let missing2;
if((((data11.id === undefined) && (missing2 = "id")) || ((data11.name === undefined) && (missing2 = "name"))) || ((data11.wave === undefined) && (missing2 = "wave"))){
validate10.errors = [{instancePath:instancePath+"/applications/" + i0,schemaPath:"#/definitions/ApplicationInfo/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data11.id !== undefined){
const _errs27 = errors;
if(typeof data11.id !== "string"){
validate10.errors = [{instancePath:instancePath+"/applications/" + i0+"/id",schemaPath:"#/definitions/ApplicationInfo/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs27 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data11.name !== undefined){
const _errs29 = errors;
if(typeof data11.name !== "string"){
validate10.errors = [{instancePath:instancePath+"/applications/" + i0+"/name",schemaPath:"#/definitions/ApplicationInfo/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs29 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data11.wave !== undefined){
const _errs31 = errors;
if(typeof data11.wave !== "string"){
validate10.errors = [{instancePath:instancePath+"/applications/" + i0+"/wave",schemaPath:"#/definitions/ApplicationInfo/properties/wave/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs31 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/applications/" + i0,schemaPath:"#/definitions/ApplicationInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid3 = _errs24 === errors;
if(!valid3){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/applications",schemaPath:"#/properties/applications/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.nodes !== undefined){
let data15 = data.nodes;
const _errs33 = errors;
if(errors === _errs33){
if(Array.isArray(data15)){
var valid6 = true;
const len1 = data15.length;
for(let i1=0; i1<len1; i1++){
const _errs35 = errors;
if(!(validate11(data15[i1], {instancePath:instancePath+"/nodes/" + i1,parentData:data15,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
var valid6 = _errs35 === errors;
if(!valid6){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.actions !== undefined){
let data17 = data.actions;
const _errs36 = errors;
if(errors === _errs36){
if(Array.isArray(data17)){
var valid7 = true;
const len2 = data17.length;
for(let i2=0; i2<len2; i2++){
const _errs38 = errors;
if(!(validate13(data17[i2], {instancePath:instancePath+"/actions/" + i2,parentData:data17,parentDataProperty:i2,rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
var valid7 = _errs38 === errors;
if(!valid7){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs36 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.codePipeline !== undefined){
const _errs39 = errors;
if(!(validate21(data.codePipeline, {instancePath:instancePath+"/codePipeline",parentData:data,parentDataProperty:"codePipeline",rootData}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gitHub !== undefined){
const _errs40 = errors;
if(!(validate28(data.gitHub, {instancePath:instancePath+"/gitHub",parentData:data,parentDataProperty:"gitHub",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
var valid0 = _errs40 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.budgets !== undefined){
let data21 = data.budgets;
const _errs41 = errors;
if(errors === _errs41){
if(Array.isArray(data21)){
var valid8 = true;
const len3 = data21.length;
for(let i3=0; i3<len3; i3++){
const _errs43 = errors;
if(!(validate32(data21[i3], {instancePath:instancePath+"/budgets/" + i3,parentData:data21,parentDataProperty:i3,rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
var valid8 = _errs43 === errors;
if(!valid8){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/budgets",schemaPath:"#/properties/budgets/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs41 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.warnings !== undefined){
let data23 = data.warnings;
const _errs44 = errors;
if(errors === _errs44){
if(Array.isArray(data23)){
var valid9 = true;
const len4 = data23.length;
for(let i4=0; i4<len4; i4++){
let data24 = data23[i4];
const _errs46 = errors;
const _errs47 = errors;
if(errors === _errs47){
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
let missing3;
if(((data24.id === undefined) && (missing3 = "id")) || ((data24.message === undefined) && (missing3 = "message"))){
validate10.errors = [{instancePath:instancePath+"/warnings/" + i4,schemaPath:"#/definitions/WarningInfo/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
if(data24.id !== undefined){
const _errs49 = errors;
if(typeof data24.id !== "string"){
validate10.errors = [{instancePath:instancePath+"/warnings/" + i4+"/id",schemaPath:"#/definitions/WarningInfo/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid11 = _errs49 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data24.message !== undefined){
const _errs51 = errors;
if(typeof data24.message !== "string"){
validate10.errors = [{instancePath:instancePath+"/warnings/" + i4+"/message",schemaPath:"#/definitions/WarningInfo/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid11 = _errs51 === errors;
}
else {
var valid11 = true;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/warnings/" + i4,schemaPath:"#/definitions/WarningInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid9 = _errs46 === errors;
if(!valid9){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/warnings",schemaPath:"#/properties/warnings/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs44 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gatePolicy !== undefined){
let data27 = data.gatePolicy;
const _errs53 = errors;
if(errors === _errs53){
if(Array.isArray(data27)){
var valid12 = true;
const len5 = data27.length;
for(let i5=0; i5<len5; i5++){
let data28 = data27[i5];
const _errs55 = errors;
const _errs56 = errors;
if(errors === _errs56){
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
let missing4;
if((data28.kind === undefined) && (missing4 = "kind")){
validate10.errors = [{instancePath:instancePath+"/gatePolicy/" + i5,schemaPath:"#/definitions/GateRuleInfo/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
if(data28.kind !== undefined){
let data29 = data28.kind;
const _errs58 = errors;
if(typeof data29 !== "string"){
validate10.errors = [{instancePath:instancePath+"/gatePolicy/" + i5+"/kind",schemaPath:"#/definitions/GateRuleInfo/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data29 === "account") || (data29 === "region")) || (data29 === "stage")) || (data29 === "stack-name")) || (data29 === "every-deployment"))){
validate10.errors = [{instancePath:instancePath+"/gatePolicy/" + i5+"/kind",schemaPath:"#/definitions/GateRuleInfo/properties/kind/enum",keyword:"enum",params:{allowedValues: schema47.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid14 = _errs58 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data28.pattern !== undefined){
const _errs60 = errors;
if(typeof data28.pattern !== "string"){
validate10.errors = [{instancePath:instancePath+"/gatePolicy/" + i5+"/pattern",schemaPath:"#/definitions/GateRuleInfo/properties/pattern/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid14 = _errs60 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data28.permissionsCheckIsEnough !== undefined){
const _errs62 = errors;
if(typeof data28.permissionsCheckIsEnough !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/gatePolicy/" + i5+"/permissionsCheckIsEnough",schemaPath:"#/definitions/GateRuleInfo/properties/permissionsCheckIsEnough/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid14 = _errs62 === errors;
}
else {
var valid14 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/gatePolicy/" + i5,schemaPath:"#/definitions/GateRuleInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid12 = _errs55 === errors;
if(!valid12){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/gatePolicy",schemaPath:"#/properties/gatePolicy/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs53 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.roles !== undefined){
let data32 = data.roles;
const _errs64 = errors;
if(errors === _errs64){
if(Array.isArray(data32)){
var valid15 = true;
const len6 = data32.length;
for(let i6=0; i6<len6; i6++){
let data33 = data32[i6];
const _errs66 = errors;
const _errs67 = errors;
if(errors === _errs67){
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
let missing5;
if(((((data33.logicalId === undefined) && (missing5 = "logicalId")) || ((data33.path === undefined) && (missing5 = "path"))) || ((data33.trust === undefined) && (missing5 = "trust"))) || ((data33.statements === undefined) && (missing5 = "statements"))){
validate10.errors = [{instancePath:instancePath+"/roles/" + i6,schemaPath:"#/definitions/RoleInfo/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
if(data33.logicalId !== undefined){
const _errs69 = errors;
if(typeof data33.logicalId !== "string"){
validate10.errors = [{instancePath:instancePath+"/roles/" + i6+"/logicalId",schemaPath:"#/definitions/RoleInfo/properties/logicalId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid17 = _errs69 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data33.path !== undefined){
const _errs71 = errors;
if(typeof data33.path !== "string"){
validate10.errors = [{instancePath:instancePath+"/roles/" + i6+"/path",schemaPath:"#/definitions/RoleInfo/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid17 = _errs71 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data33.trust !== undefined){
let data36 = data33.trust;
const _errs73 = errors;
if(errors === _errs73){
if(Array.isArray(data36)){
var valid18 = true;
const len7 = data36.length;
for(let i7=0; i7<len7; i7++){
const _errs75 = errors;
if(typeof data36[i7] !== "string"){
validate10.errors = [{instancePath:instancePath+"/roles/" + i6+"/trust/" + i7,schemaPath:"#/definitions/RoleInfo/properties/trust/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid18 = _errs75 === errors;
if(!valid18){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/roles/" + i6+"/trust",schemaPath:"#/definitions/RoleInfo/properties/trust/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid17 = _errs73 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data33.statements !== undefined){
let data38 = data33.statements;
const _errs77 = errors;
if(errors === _errs77){
if(Array.isArray(data38)){
var valid19 = true;
const len8 = data38.length;
for(let i8=0; i8<len8; i8++){
const _errs79 = errors;
if(typeof data38[i8] !== "string"){
validate10.errors = [{instancePath:instancePath+"/roles/" + i6+"/statements/" + i8,schemaPath:"#/definitions/RoleInfo/properties/statements/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid19 = _errs79 === errors;
if(!valid19){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/roles/" + i6+"/statements",schemaPath:"#/definitions/RoleInfo/properties/statements/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid17 = _errs77 === errors;
}
else {
var valid17 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/roles/" + i6,schemaPath:"#/definitions/RoleInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid15 = _errs66 === errors;
if(!valid15){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/roles",schemaPath:"#/properties/roles/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs64 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.resourcePolicies !== undefined){
let data40 = data.resourcePolicies;
const _errs81 = errors;
if(errors === _errs81){
if(Array.isArray(data40)){
var valid20 = true;
const len9 = data40.length;
for(let i9=0; i9<len9; i9++){
let data41 = data40[i9];
const _errs83 = errors;
const _errs84 = errors;
if(errors === _errs84){
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
let missing6;
if((((data41.path === undefined) && (missing6 = "path")) || ((data41.type === undefined) && (missing6 = "type"))) || ((data41.statements === undefined) && (missing6 = "statements"))){
validate10.errors = [{instancePath:instancePath+"/resourcePolicies/" + i9,schemaPath:"#/definitions/ResourcePolicyInfo/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"}];
return false;
}
else {
if(data41.path !== undefined){
const _errs86 = errors;
if(typeof data41.path !== "string"){
validate10.errors = [{instancePath:instancePath+"/resourcePolicies/" + i9+"/path",schemaPath:"#/definitions/ResourcePolicyInfo/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid22 = _errs86 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data41.type !== undefined){
const _errs88 = errors;
if(typeof data41.type !== "string"){
validate10.errors = [{instancePath:instancePath+"/resourcePolicies/" + i9+"/type",schemaPath:"#/definitions/ResourcePolicyInfo/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid22 = _errs88 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data41.statements !== undefined){
let data44 = data41.statements;
const _errs90 = errors;
if(errors === _errs90){
if(Array.isArray(data44)){
var valid23 = true;
const len10 = data44.length;
for(let i10=0; i10<len10; i10++){
const _errs92 = errors;
if(typeof data44[i10] !== "string"){
validate10.errors = [{instancePath:instancePath+"/resourcePolicies/" + i9+"/statements/" + i10,schemaPath:"#/definitions/ResourcePolicyInfo/properties/statements/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid23 = _errs92 === errors;
if(!valid23){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/resourcePolicies/" + i9+"/statements",schemaPath:"#/definitions/ResourcePolicyInfo/properties/statements/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid22 = _errs90 === errors;
}
else {
var valid22 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/resourcePolicies/" + i9,schemaPath:"#/definitions/ResourcePolicyInfo/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid20 = _errs83 === errors;
if(!valid20){
break;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/resourcePolicies",schemaPath:"#/properties/resourcePolicies/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs81 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}

